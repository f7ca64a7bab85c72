import type { Settings } from '../settings.js';

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
];

/** Our own numbers by environment: a prefix no real scheme uses, then 16 random digits (53 bits), an even count so that Code 128-C carries them. */
export const environments = {
  sandbox: { prefix: '87', title: 'the sandbox' },
  live: { prefix: '88', title: 'the live gateway' },
} as const satisfies Record<Settings['environment'], { prefix: string; title: string }>;

export const RANDOM_DIGITS = 16;

/** Our application in EMVCo payloads: a proprietary identifier that ISO/IEC 7816-5 leaves to anybody (category F), then the label in ASCII. */
export const ownApplication = { aid: 'F054455353455241', label: 'TESSERA' } as const;
