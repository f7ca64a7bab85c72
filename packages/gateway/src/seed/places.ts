import type { LocalizedText } from '../locale.js';
import type { SeedStore } from '../seed.js';
import { demo } from './demo.js';

const zh = (chinese: string, english: string): LocalizedText => ({ 'zh-CN': chinese, en: english });
const { cities: at, merchants: by, stores: id } = demo;

export const cities = [
  { code: at.jinan, name: { 'zh-CN': '济南', 'zh-HK': '濟南', en: 'Jinan' } },
  { code: at.beijing, name: { 'zh-CN': '北京', 'zh-HK': '北京', en: 'Beijing' } },
  { code: at.shanghai, name: { 'zh-CN': '上海', 'zh-HK': '上海', en: 'Shanghai' } },
] as const;

export const merchants = [
  { id: by.yonghui, name: zh('永辉超市', 'Yonghui Superstores') },
  { id: by.holiland, name: zh('好利来', 'Holiland') },
  { id: by.luckin, name: zh('瑞幸咖啡', 'Luckin Coffee') },
  { id: by.metro, name: zh('济南轨道交通', 'Jinan Rail Transit') },
  { id: by.cinema, name: zh('万达影城', 'Wanda Cinemas') },
  { id: by.sinopec, name: zh('中国石化', 'Sinopec') },
] as const;

const store = (
  storeId: string, merchantId: string, category: SeedStore['category'], city: string, distanceMeters: number, name: LocalizedText, address: LocalizedText,
): SeedStore => ({ id: storeId, merchantId, category, city, distanceMeters, name, address });

export const stores: readonly SeedStore[] = [
  store(id.yonghuiQuancheng, by.yonghui, 'supermarket', at.jinan, 600, zh('永辉超市（泉城路店）', 'Yonghui, Quancheng Road'), zh('历下区泉城路 188 号', '188 Quancheng Road, Lixia')),
  store(id.holilandQuancheng, by.holiland, 'bakery', at.jinan, 850, zh('好利来（泉城路店）', 'Holiland, Quancheng Road'), zh('历下区泉城路 26 号', '26 Quancheng Road, Lixia')),
  store(id.luckinHonglou, by.luckin, 'coffee_tea', at.jinan, 3200, zh('瑞幸咖啡（洪楼店）', 'Luckin Coffee, Honglou'), zh('历城区花园路 101 号', '101 Huayuan Road, Licheng')),
  store(id.cinemaJinan, by.cinema, 'film', at.jinan, 2400, zh('万达影城（经四路店）', 'Wanda Cinema, Jingsi Road'), zh('市中区经四路 5 号', '5 Jingsi Road, Shizhong')),
  store(id.sinopecJingshi, by.sinopec, 'fuel', at.jinan, 5100, zh('中国石化（经十路站）', 'Sinopec, Jingshi Road'), zh('历下区经十路 13777 号', '13777 Jingshi Road, Lixia')),
  store(id.yonghuiGuomao, by.yonghui, 'supermarket', at.beijing, 6100, zh('永辉超市（国贸店）', 'Yonghui, Guomao'), zh('朝阳区建国路 93 号', '93 Jianguo Road, Chaoyang')),
  store(id.holilandXidan, by.holiland, 'bakery', at.beijing, 2300, zh('好利来（西单店）', 'Holiland, Xidan'), zh('西城区西单北大街 120 号', '120 Xidan North Street, Xicheng')),
  store(id.luckinZhongguancun, by.luckin, 'coffee_tea', at.beijing, 11800, zh('瑞幸咖啡（中关村店）', 'Luckin Coffee, Zhongguancun'), zh('海淀区中关村大街 15 号', '15 Zhongguancun Street, Haidian')),
  store(id.cinemaSanlitun, by.cinema, 'film', at.beijing, 6900, zh('万达影城（三里屯店）', 'Wanda Cinema, Sanlitun'), zh('朝阳区工体北路 8 号', '8 Gongti North Road, Chaoyang')),
  store(id.yonghuiLujiazui, by.yonghui, 'supermarket', at.shanghai, 3600, zh('永辉超市（陆家嘴店）', 'Yonghui, Lujiazui'), zh('浦东新区世纪大道 1192 号', '1192 Century Avenue, Pudong')),
  store(id.luckinJingan, by.luckin, 'coffee_tea', at.shanghai, 2900, zh('瑞幸咖啡（静安寺店）', "Luckin Coffee, Jing'an Temple"), zh('静安区南京西路 1688 号', "1688 West Nanjing Road, Jing'an")),
  store(id.holilandXujiahui, by.holiland, 'bakery', at.shanghai, 6400, zh('好利来（徐家汇店）', 'Holiland, Xujiahui'), zh('徐汇区虹桥路 1 号', '1 Hongqiao Road, Xuhui')),
];

export const terminals = [
  { id: demo.terminals.quancheng, storeId: id.yonghuiQuancheng, name: '泉城路 1 号机' },
  { id: demo.terminals.guomao, storeId: id.yonghuiGuomao, name: '国贸 1 号机' },
  { id: demo.terminals.lujiazui, storeId: id.yonghuiLujiazui, name: '陆家嘴 1 号机' },
] as const;
