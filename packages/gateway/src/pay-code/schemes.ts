/** One issuer's consumer-presented codes: how its numbers look, and where that is written. */
export interface Scheme {
  readonly name: string;
  readonly title: string;
  readonly pattern: RegExp;
  readonly sources: readonly string[];
}

/**
 * Number ranges of other issuers. A till that reads one of these must hand it to that issuer, and this gateway must never
 * mint one. Ranges change: keep them here, as data.
 */
export const foreignSchemes: readonly Scheme[] = [
  {
    name: 'wechat', title: 'WeChat Pay', pattern: /^1[0-5]\d{16}$/,
    sources: [
      'https://pay.weixin.qq.com/wiki/doc/api/wxpay/en/guide/pos/ImportantParameters.shtml',
      'https://pay.weixin.qq.com/wiki/doc/api/wxpay/en/pages/QuickPay.shtml',
    ],
  },
  {
    name: 'wechat-160', title: 'WeChat Pay (overseas)', pattern: /^160\d{15}$/,
    sources: ['https://pay.weixin.qq.com/wiki/doc/api/wxpay/en/fusion_wallet/QuickPay/chapter3_1.shtml'],
  },
  {
    name: 'alipay', title: 'Alipay', pattern: /^(2[5-9]|30)\d{14,22}$/,
    sources: ['alipay.trade.pay: https://w3cschool.cn/aliminiapp/aliminiapp-2wa52f4q.html'],
  },
  {
    name: 'unionpay-c2b', title: 'UnionPay', pattern: /^62\d{17}$/,
    sources: ['https://cnblogs.com/zhangmo/p/13578409.html'],
  },
  {
    name: 'e-cny', title: 'another e-CNY operator', pattern: /^01\d{17}$/,
    sources: ["One integrator's published rule (\"01\", 19 digits): weak"],
  },
  {
    name: 'emv-cpm', title: 'an EMV consumer-presented code', pattern: /^hQVDUFY/,
    sources: ['EMVCo QR Code Specification, Consumer-Presented Mode v1.1, 5.1.1.1'],
  },
];

/** Our own numbers: a prefix no real scheme uses, then 16 random digits (53 bits), an even count so that Code 128-C carries them. */
export const ownScheme = { prefix: '87', randomDigits: 16, pattern: /^87\d{16}$/ } as const;
