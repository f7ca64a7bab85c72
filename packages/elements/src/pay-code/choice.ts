import type { PaymentOptions } from '@tessera/contract';
import type { Choice } from './live-code.js';

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
export function choose(data: PaymentOptions | undefined, picked: Partial<Choice>, { account, coupon = 'auto', noPoints }: Asked): Choice {
  const asked = data?.sources.find(({ id, kind, unusable }) => !unusable && (id === account || kind === account))?.id;
  const sourceId = picked.sourceId ?? asked;
  const wish = picked.coupon ?? coupon;
  return { ...(sourceId && { sourceId }), coupon: offers(data, wish) ? wish : 'auto', points: !noPoints && (picked.points ?? false) };
}

/** A new wish of the page for a coupon goes before what the user picked earlier. */
export const withoutCoupon = ({ sourceId, points }: Partial<Choice>): Partial<Choice> => ({ ...(sourceId && { sourceId }), ...(points !== undefined && { points }) });
