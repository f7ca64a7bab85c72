import type { Category } from '@tessera/contract';
import { msg } from './locale/localize.js';

const words: Readonly<Record<Category, () => string>> = {
  food: () => msg('美食'),
  supermarket: () => msg('商超'),
  transit: () => msg('出行'),
  film: () => msg('电影'),
  top_up: () => msg('充值'),
  coffee_tea: () => msg('咖啡茶饮'),
  bakery: () => msg('烘焙'),
  takeaway: () => msg('外卖'),
  fuel: () => msg('加油'),
  ride_hailing: () => msg('打车'),
  travel: () => msg('旅行'),
  hotel: () => msg('酒店'),
  video: () => msg('视频'),
  music_reading: () => msg('音乐阅读'),
  health: () => msg('健康'),
  sport: () => msg('运动'),
  beauty: () => msg('丽人'),
  home_appliance: () => msg('家电'),
  finance: () => msg('金融'),
};

/** The 19 categories in the order they are offered. */
export const categories = Object.keys(words) as readonly Category[];

/** A category's name in the page's locale. */
export const categoryWord = (category: Category): string => words[category]();
