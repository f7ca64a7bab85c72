import type { Category } from '@tessera/contract';
import type { LocalizedText } from '../locale.js';

/** `single`: a code is ordered for each benefit. `bulk`: codes are bought in advance and given out of a pool. */
export type Delivery = 'single' | 'bulk';
/** Where its codes are taken: shown at a counter, entered in its app, or shown to an account manager. */
export type TakenAt = 'counter' | 'app' | 'manager';

/** A third party that honours benefits. */
export interface SupplierEntry {
  readonly id: string;
  readonly category: Category;
  readonly delivery: Delivery;
  readonly takenAt: TakenAt;
  readonly name: LocalizedText;
}

const supplier = (id: string, category: Category, delivery: Delivery, takenAt: TakenAt, zh: string, hk: string, en: string): SupplierEntry =>
  ({ id, category, delivery, takenAt, name: { 'zh-CN': zh, 'zh-HK': hk, en } });

/** The suppliers of the demonstration: every category has two or more. */
export const directory: readonly SupplierEntry[] = [
  supplier('quanbian', 'food', 'single', 'counter', '泉边面馆', '泉邊麵館', 'Quanbian Noodles'),
  supplier('hebian', 'food', 'bulk', 'counter', '禾边小馆', '禾邊小館', 'Hebian Kitchen'),
  supplier('linli', 'supermarket', 'single', 'counter', '邻里鲜市', '鄰里鮮市', 'Linli Market'),
  supplier('dacang', 'supermarket', 'bulk', 'counter', '大仓会员店', '大倉會員店', 'Dacang Warehouse'),
  supplier('metro', 'transit', 'single', 'app', '济南地铁', '濟南地鐵', 'Jinan Metro'),
  supplier('chengji', 'transit', 'bulk', 'app', '城际一卡', '城際一卡', 'Chengji Card'),
  supplier('wanda', 'film', 'single', 'counter', '万达影城', '萬達影城', 'Wanda Cinemas'),
  supplier('xingmu', 'film', 'bulk', 'counter', '星幕影院', '星幕影院', 'Xingmu Cinemas'),
  supplier('suchong', 'top_up', 'single', 'app', '速充通信', '速充通信', 'Suchong Mobile'),
  supplier('yunliu', 'top_up', 'single', 'app', '云流量', '雲流量', 'Yunliu Data'),
  supplier('luckin', 'coffee_tea', 'single', 'counter', '瑞幸咖啡', '瑞幸咖啡', 'Luckin Coffee'),
  supplier('banshan', 'coffee_tea', 'bulk', 'counter', '半山茶铺', '半山茶舖', 'Banshan Tea'),
  supplier('maisui', 'bakery', 'single', 'counter', '麦穗烘焙', '麥穗烘焙', 'Maisui Bakery'),
  supplier('chenlu', 'bakery', 'bulk', 'counter', '晨炉面包', '晨爐麵包', 'Chenlu Bread'),
  supplier('kuaizhu', 'takeaway', 'single', 'app', '快箸外卖', '快箸外賣', 'Kuaizhu Delivery'),
  supplier('shizhi', 'takeaway', 'single', 'app', '食至到家', '食至到家', 'Shizhi Home Meals'),
  supplier('jiexing', 'fuel', 'single', 'counter', '捷行加油', '捷行加油', 'Jiexing Fuel'),
  supplier('ludian', 'fuel', 'single', 'app', '绿点充电', '綠點充電', 'Ludian Charging'),
  supplier('qingzhou', 'ride_hailing', 'single', 'app', '轻舟出行', '輕舟出行', 'Qingzhou Rides'),
  supplier('banlu', 'ride_hailing', 'single', 'app', '伴路拼车', '伴路拼車', 'Banlu Carpool'),
  supplier('yuanshan', 'travel', 'single', 'app', '远山旅行', '遠山旅行', 'Yuanshan Travel'),
  supplier('yunji', 'travel', 'single', 'counter', '云际航旅', '雲際航旅', 'Yunji Lounges'),
  supplier('qian', 'hotel', 'single', 'counter', '栖岸酒店', '棲岸酒店', 'Qi’an Hotels'),
  supplier('yuesu', 'hotel', 'single', 'app', '月宿民宿', '月宿民宿', 'Yuesu Homestays'),
  supplier('yuekan', 'video', 'single', 'app', '悦看视频', '悅看影片', 'Yuekan Video'),
  supplier('guangnian', 'video', 'bulk', 'app', '光年剧场', '光年劇場', 'Guangnian Theatre'),
  supplier('tongban', 'video', 'single', 'app', '童伴动画', '童伴動畫', 'Tongban Cartoons'),
  supplier('tinghai', 'music_reading', 'single', 'app', '听海音乐', '聽海音樂', 'Tinghai Music'),
  supplier('shuyu', 'music_reading', 'bulk', 'app', '书隅阅读', '書隅閱讀', 'Shuyu Books'),
  supplier('anhe', 'health', 'single', 'counter', '安禾体检', '安禾體檢', 'Anhe Check-ups'),
  supplier('qingchi', 'health', 'single', 'counter', '清齿口腔', '清齒口腔', 'Qingchi Dental'),
  supplier('xingyuan', 'health', 'single', 'app', '杏园药房', '杏園藥房', 'Xingyuan Pharmacy'),
  supplier('yuedong', 'sport', 'single', 'counter', '跃动健身', '躍動健身', 'Yuedong Fitness'),
  supplier('bichi', 'sport', 'bulk', 'counter', '碧池游泳馆', '碧池游泳館', 'Bichi Pools'),
  supplier('jianzhuang', 'beauty', 'single', 'counter', '简妆美护', '簡妝美護', 'Jianzhuang Beauty'),
  supplier('qingsi', 'beauty', 'single', 'counter', '青丝造型', '青絲造型', 'Qingsi Hair'),
  supplier('jieju', 'home_appliance', 'single', 'app', '洁居家政', '潔居家政', 'Jieju Home Care'),
  supplier('huanju', 'home_appliance', 'single', 'app', '焕居家电', '煥居家電', 'Huanju Appliances'),
  supplier('citybank', 'finance', 'single', 'manager', '城市银行', '城市銀行', 'City Bank'),
  supplier('dinghe', 'finance', 'single', 'manager', '鼎禾贵金属', '鼎禾貴金屬', 'Dinghe Metals'),
  supplier('huiqiao', 'finance', 'single', 'manager', '汇桥换汇', '匯橋換匯', 'Huiqiao Exchange'),
  supplier('changhe', 'finance', 'single', 'app', '长禾保险服务', '長禾保險服務', 'Changhe Cover'),
];

/** Whom benefits for trying things out come from. */
export const trialSupplier = supplier('sandbox', 'top_up', 'single', 'app', '沙箱供应商', '沙箱供應商', 'Sandbox supplier');

const byId: ReadonlyMap<string, SupplierEntry> = new Map([...directory, trialSupplier].map((entry) => [entry.id, entry]));

/** The supplier of an id, or null. */
export const findSupplier = (id: string): SupplierEntry | null => byId.get(id) ?? null;
