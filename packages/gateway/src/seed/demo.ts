/**
 * The demonstration's fixed ids and keys. Test keys open nothing but a gateway that was seeded with them.
 * Each id's first two digits are its logical shard.
 */
export const demo = {
  partner: {
    id: 'plt_0A0000000000CITY0000000001',
    secretKey: 'sk_test_citylife0000000000000001',
    publishableKey: 'pk_test_citylife00000001',
  },
  merchantPlatform: {
    id: 'plt_0B0000000000FRESH000000001',
    secretKey: 'sk_test_freshmart00000000000001',
    publishableKey: 'pk_test_freshmart0000001',
  },
  /** Wallet and card opened. */
  linXiao: { id: 'usr_1A00000000000XIA0000000001', reference: 'lin-xiao', phone: '13800000001', document: 'DEMO-IDENTITY-0001' },
  /** Newly registered: nothing opened yet. */
  chenMo: { id: 'usr_2C00000000000CHEN000000001', reference: 'chen-mo', phone: '13800000002', document: 'DEMO-IDENTITY-0002' },
  terminals: {
    quancheng: 'ter_3T0000000000000000000001',
    guomao: 'ter_3V0000000000000000000002',
    lujiazui: 'ter_3W0000000000000000000003',
  },
  merchants: {
    yonghui: 'mch_4A0000000000000000000001',
    holiland: 'mch_4B0000000000000000000002',
    luckin: 'mch_4C0000000000000000000003',
    metro: 'mch_4D0000000000000000000004',
    cinema: 'mch_4E0000000000000000000005',
    sinopec: 'mch_4F0000000000000000000006',
  },
  stores: {
    yonghuiQuancheng: 'str_5A0000000000000000000001',
    holilandQuancheng: 'str_5B0000000000000000000002',
    luckinHonglou: 'str_5C0000000000000000000003',
    cinemaJinan: 'str_5D0000000000000000000004',
    sinopecJingshi: 'str_5E0000000000000000000005',
    yonghuiGuomao: 'str_5F0000000000000000000006',
    holilandXidan: 'str_5G0000000000000000000007',
    luckinZhongguancun: 'str_5H0000000000000000000008',
    cinemaSanlitun: 'str_5J0000000000000000000009',
    yonghuiLujiazui: 'str_5K0000000000000000000010',
    luckinJingan: 'str_5M0000000000000000000011',
    holilandXujiahui: 'str_5N0000000000000000000012',
    /** The bank's own, where bundles are sold. */
    bank: 'str_5P00000000000BANK000000013',
  },
  cities: { jinan: '370100', beijing: '110000', shanghai: '310000' },
} as const;
