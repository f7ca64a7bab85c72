import type { Face } from '@tessera/contract';
import { money } from './format.js';
import { getLocale, msg, str } from './locale/localize.js';

/** A coupon's face, set large: `¥60`, `8.8折`, `12% off`; `terms` stand small below it. */
export interface FaceWords {
  readonly sign: string;
  readonly figure: string;
  readonly unit: string;
  readonly terms: readonly string[];
}

/** 12 % off is 8.8 折 in Chinese: what is left to pay, in tenths. */
const tenths = (percent: number): string => String((100 - percent) / 10);

const inEnglish = (): boolean => getLocale() === 'en';

type Money = Parameters<typeof money>[0];

/** An amount without its sign, and without cents where there are none. */
const yuan = (amount: Money): string => money(amount, true).slice(1);

const threshold = (least: Money): string => (least.amount ? msg(str`满 ${yuan(least)} 可用`) : msg('无门槛'));

/** A face in large type. */
export function faceWords(face: Face): FaceWords {
  switch (face.kind) {
    case 'amount_off':
      return { sign: '¥', figure: yuan(face.off), unit: '', terms: [threshold(face.threshold)] };
    case 'percent_off': {
      const [figure, unit] = inEnglish() ? [`${face.percent}%`, 'off'] : [tenths(face.percent), '折'];
      const cap = face.cap ? [msg(str`最高省 ¥${yuan(face.cap)}`)] : [];
      return { sign: '', figure, unit, terms: face.threshold.amount || !face.cap ? [threshold(face.threshold), ...cap] : cap };
    }
    case 'exchange':
      return { sign: '', figure: msg('兑换'), unit: '', terms: [face.item] };
    case 'gift':
      return { sign: '', figure: msg('赠'), unit: '', terms: [face.item] };
  }
}

/** A face in one line: `满 200 减 60`, `8.8 折 · 最高省 ¥20`. */
export function faceLine(face: Face): string {
  switch (face.kind) {
    case 'amount_off':
      return face.threshold.amount ? msg(str`满 ${yuan(face.threshold)} 减 ${yuan(face.off)}`) : msg(str`立减 ¥${yuan(face.off)}`);
    case 'percent_off': {
      const rate = inEnglish() ? `${face.percent}% off` : `${tenths(face.percent)} 折`;
      return [rate, ...faceWords(face).terms].join(' · ');
    }
    case 'exchange':
      return msg(str`兑换 ${face.item}`);
    case 'gift':
      return msg(str`赠 ${face.item}`);
  }
}
