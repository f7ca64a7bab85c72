import type { City, Store } from '@tessera/contract';
import { fixtureId } from './fixture-clock.js';

export const JINAN: City = { code: '370100', name: '济南' };
export const BEIJING: City = { code: '110000', name: '北京' };
export const SHANGHAI: City = { code: '310000', name: '上海' };

export const cityFixtures = (): City[] => [JINAN, BEIJING, SHANGHAI];

const store = (number: number, name: string, merchantName: string, category: Store['category'], address: string, distanceMeters: number | null, city = JINAN): Store =>
  ({ id: fixtureId('str', number), name, merchantName, category, city, address, distanceMeters });

/** Six stores in Jinan, one in Beijing without a known distance. */
export const storeFixtures = (): Store[] => [
  store(1, '永辉超市（泉城路店）', '永辉超市', 'supermarket', '历下区泉城路 188 号', 420),
  store(2, '好利来（恒隆广场店）', '好利来', 'bakery', '历下区泉城路 188 号恒隆广场 B1', 460),
  store(3, '瑞幸咖啡（山大路店）', '瑞幸咖啡', 'coffee_tea', '历下区山大路 126 号', 2_300),
  store(4, '超意兴（大明湖店）', '超意兴快餐', 'food', '历下区大明湖路 271 号', 1_150),
  store(5, '大华国际影城', '大华院线', 'film', '市中区经四路 17 号', 3_800),
  store(6, '国美电器（西门店）', '国美电器', 'home_appliance', '历下区趵突泉北路 6 号', 900),
  store(7, '永辉超市（石景山店）', '永辉超市', 'supermarket', '石景山区石景山路 乙 18 号', null, BEIJING),
];
