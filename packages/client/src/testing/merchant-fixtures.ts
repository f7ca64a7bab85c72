import type { MerchantOrder } from '@tessera/contract';
import { fixtureId, yuan } from './fixture-clock.js';

const object = (id: string, value: string): string => `${id}${String([...value].length).padStart(2, '0')}${value}`;

/** CRC-16/CCITT-FALSE over UTF-8, as EMVCo MPM 4.7.3 asks. */
const crc = (text: string): string => {
  let sum = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x8000 ? ((sum << 1) ^ 0x1021) & 0xffff : (sum << 1) & 0xffff;
  }
  return sum.toString(16).toUpperCase().padStart(4, '0');
};

/** What a store's code carries: an EMVCo merchant-presented payload of a store, with an amount in fen when it is dynamic. */
export const merchantPayload = (storeId: string, amount?: number, more = ''): string => {
  const body = [
    object('00', '01'), object('01', amount === undefined ? '11' : '12'), object('26', object('00', 'cn.tessera') + object('01', storeId)), object('52', '5411'), object('53', '156'),
    amount === undefined ? '' : object('54', (amount / 100).toFixed(2)), object('58', 'CN'), object('59', 'TESSERA DEMO'), object('60', 'JINAN'), more, '6304',
  ].join('');
  return body + crc(body);
};

const order = (number: number, name: string, special: Partial<MerchantOrder> = {}): MerchantOrder =>
  ({ scheme: 'tessera', store: { id: fixtureId('str', number), name }, fixed: true, amount: null, tip: null, orderReference: null, purpose: null, ...special });

/** Payloads that the fake's merchantCodes.read knows: a store's fixed code, an order's, one that asks a tip, one of another scheme. */
export const merchantPayloads = {
  fixed: merchantPayload(fixtureId('str', 1)),
  order: merchantPayload(fixtureId('str', 3), 3_600),
  tip: merchantPayload(fixtureId('str', 4), 8_800, '550203570510.00'),
  unionpay: merchantPayload(fixtureId('str', 6), 129_900),
};

export const merchantOrderFixtures = (): Record<string, MerchantOrder> => ({
  [merchantPayloads.fixed]: order(1, '永辉超市（泉城路店）'),
  [merchantPayloads.order]: order(3, '瑞幸咖啡（山大路店）', { fixed: false, amount: yuan(36), orderReference: 'LK-20260302-118' }),
  [merchantPayloads.tip]: order(4, '超意兴（大明湖店）', { fixed: false, amount: yuan(88), tip: { kind: 'percent', basisPoints: 1_000 }, purpose: '堂食' }),
  [merchantPayloads.unionpay]: order(6, '国美电器（西门店）', { scheme: 'unionpay', fixed: false, amount: yuan(1_299) }),
});
