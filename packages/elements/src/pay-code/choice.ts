import type { PaymentOptions } from '@tessera/contract';
import type { Choice, Picked } from '../paying/choice.js';

/** Whether the gateway offers a coupon now; unknown options and `auto` or `none` stand in nobody's way. */
export const offers = (data: PaymentOptions | undefined, wish: string): boolean =>
  wish === 'auto' || wish === 'none' || !data || data.coupons.some(({ id }) => id === wish);

/** What the page asks for. */
interface Asked {
  readonly account?: string | undefined;
  readonly coupon?: string | undefined;
  readonly noPoints: boolean;
}

/** What the next code is asked for: what the user picked, else what the page asked for, as far as the gateway offers it. */
export function choose(data: PaymentOptions | undefined, picked: Picked, { account, coupon = 'auto', noPoints }: Asked): Choice {
  const asked = data?.sources.find(({ id, kind, unusable }) => !unusable && (id === account || kind === account))?.id;
  const sourceId = picked.sourceId ?? asked;
  const wish = picked.coupon ?? coupon;
  const { months } = picked;
  const spreads = sourceOf(data, sourceId)?.instalments?.rates.some((rate) => rate.months === months);
  return { ...(sourceId && { sourceId }), coupon: offers(data, wish) ? wish : 'auto', points: !noPoints && (picked.points ?? false), ...(months && spreads && { months }) };
}

/** The source with this id, else the one that pays by default. */
export const sourceOf = (data: PaymentOptions | undefined, sourceId: string | undefined): PaymentOptions['sources'][number] | undefined =>
  data?.sources.find(({ id }) => id === sourceId) ?? data?.sources.find(({ unusable }) => !unusable);

/** A new wish of the page for a coupon goes before what the user picked earlier. */
export function withoutCoupon(picked: Picked): Picked {
  const { coupon: _coupon, ...rest } = picked;
  return rest;
}
