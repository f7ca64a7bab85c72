import type { Bundle, Subscription } from '@tessera/contract';
import type { Selectable } from 'kysely';
import type { Context } from '../context.js';
import { text } from '../locale.js';
import { findBenefit } from '../right/right.js';
import { bundleRules } from './catalogue.js';
import type { BundleEntry } from './catalogue.js';
import { refundableAfter, worthOf } from './shares.js';
import type { SubscriptionTable } from './tables.js';

export type SubscriptionRow = Selectable<SubscriptionTable>;

export const money = (amount: number) => ({ amount, currency: 'CNY' as const });

/** A subscription as its user sees it. */
export const showSubscription = (row: SubscriptionRow): Subscription => ({
  id: row.id,
  bundleId: row.bundle_id,
  state: row.state,
  paymentId: row.payment_id,
  monthsReceived: row.months_received,
  nextAt: row.next_at?.toISOString() ?? null,
  refundable: money(row.state === 'active' ? refundableAfter(row, row.months_received) : 0),
  boughtAt: row.bought_at?.toISOString() ?? null,
});

/** A bundle on sale with the user's own subscription of it. */
export const showBundle = (ctx: Pick<Context, 'locale'>, bundle: BundleEntry, subscription: SubscriptionRow | null): Bundle => ({
  id: bundle.id,
  title: text(ctx, bundle.title),
  price: money(bundle.price),
  worth: money(worthOf(bundle)),
  months: bundle.months,
  items: bundle.items.flatMap(({ benefit, count }) => {
    const entry = findBenefit(benefit);
    return entry === null ? [] : [{ title: text(ctx, entry.title), giver: text(ctx, entry.giver), count }];
  }),
  rules: bundleRules.map((rule) => text(ctx, rule)),
  subscription: subscription && showSubscription(subscription),
});
