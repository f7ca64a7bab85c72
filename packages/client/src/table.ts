// Compiled from the contract's route table by scripts/table.ts: change the contract, then run `npm run table -w @tessera/client`.
import { either, fields, flag, id, like, list, one, row, text, whole } from './shape.js';

const subject = either(fields({ kind: one('user'), id: id('usr') }), fields({ kind: one('terminal'), id: id('ter'), storeId: id('str'), storeName: text }));
const scope = one('pay_codes:write', 'payments:read', 'payments:write', 'coupons:read', 'coupons:write', 'rights:read', 'rights:write', 'energy:read', 'energy:write', 'stores:read');
const timestamp = like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, 1);
export const mintedSession = fields({ id: id('ses'), subject, scopes: list(scope), origin: text, issuedAt: timestamp, expiresAt: timestamp, token: like(/^[^]{20,}$/) });
const session = fields({ id: id('ses'), subject, scopes: list(scope), origin: text, issuedAt: timestamp, expiresAt: timestamp });
const payCode = fields({ id: id('pyc'), number: like(/^(\d\d){8,12}$/), sourceId: id('src'), coupon: text, points: flag, issuedAt: timestamp, expiresAt: timestamp });
const fundingKind = one('e_cny_wallet', 'life_card', 'quick_loan', 'debit_card', 'other_bank_card');
const currency = one('CNY');
const money = fields({ amount: whole(0, 1000000000000), currency });
const fundingSource = fields({ id: id('src'), kind: fundingKind, name: text, last4: like(/^\d{4}$/), available: either(one(null), money), unusable: either(one(null), one('frozen', 'empty', 'not_opened', 'unavailable')) });
const paymentOptions = fields({ sources: list(fundingSource), coupons: list(fields({ id: id('cpn'), title: text, saves: money, threshold: money })), points: fields({ balance: whole(), usable: whole(), saves: money }) });
const paymentStatus = one('processing', 'paid', 'declined', 'in_doubt');
const declineReason = one('insufficient_funds', 'source_frozen', 'over_limit', 'refused', 'channel_unavailable');
const refund = fields({ id: id('rfd'), amount: money, reason: text, createdAt: timestamp });
const payment = fields({ id: id('pay'), payCodeId: id('pyc'), status: paymentStatus, amount: money, paid: money, discounts: list(fields({ kind: one('coupon', 'points'), title: text, saved: money })), source: fields({ kind: fundingKind, name: text, last4: text }), store: fields({ id: id('str'), name: text }), orderReference: either(one(null), text), declineReason: either(one(null), declineReason), pointsEarned: whole(), refunded: money, refunds: list(refund), createdAt: timestamp, settledAt: either(one(null), timestamp) });
const face = either(fields({ kind: one('amount_off'), off: money, threshold: money }), fields({ kind: one('percent_off'), percent: whole(1, 99), cap: either(one(null), money), threshold: money }), fields({ kind: one('exchange'), item: text }), fields({ kind: one('gift'), item: text }));
const category = one('food', 'supermarket', 'transit', 'film', 'top_up', 'coffee_tea', 'bakery', 'takeaway', 'fuel', 'ride_hailing', 'travel', 'hotel', 'video', 'music_reading', 'health', 'sport', 'beauty', 'home_appliance', 'finance');
const issuer = fields({ kind: one('government', 'bank', 'merchant'), name: text });
const city = fields({ code: like(/^\d{6}$/), name: text });
const validity = either(fields({ kind: one('fixed'), from: timestamp, to: timestamp }), fields({ kind: one('relative'), days: whole(1) }));
const standing = either(fields({ state: one('claimable') }), fields({ state: one('claimed'), couponId: id('cpn') }), fields({ state: one('upcoming'), opensAt: timestamp }), fields({ state: one('sold_out'), reopensAt: either(one(null), timestamp) }), fields({ state: one('locked'), step: one('open_wallet', 'add_card') }), fields({ state: one('over') }));
const campaign = fields({ id: id('cmp'), title: text, face, category, issuer, city: either(one(null), city), storeCount: whole(), distanceMeters: either(one(null), whole()), validity, weekdays: either(one(null), list(whole(1, 7))), round: either(one(null), fields({ title: text, opensAt: timestamp })), stock: fields({ total: whole(), remaining: whole() }), claimed: whole(), allowed: whole(), endsAt: timestamp, rules: list(text), standing });
const couponState = one('unused', 'locked', 'used', 'expired');
const coupon = fields({ id: id('cpn'), campaignId: id('cmp'), title: text, face, category, state: couponState, claimedAt: timestamp, validFrom: timestamp, validTo: timestamp });
const tierLevel = one('registered', 'wallet', 'card');
const rightsSummary = fields({ points: whole(), coupons: whole(), unused: whole(), expiringSoon: whole(), savedThisYear: money, tier: fields({ level: tierLevel, levels: list(fields({ level: tierLevel, rights: whole(), perks: list(text) })) }) });
const rightState = one('pending', 'unused', 'locked', 'used', 'expired', 'failed');
const right = fields({ id: either(id('cpn'), id('bnf')), kind: one('coupon', 'benefit'), title: text, category, state: rightState, face: either(one(null), face), giver: text, validFrom: timestamp, validTo: timestamp, usedAt: either(one(null), timestamp) });
const store = fields({ id: id('str'), name: text, merchantName: text, category, city, address: text, distanceMeters: either(one(null), whole()) });
const rightHistory = fields({ at: timestamp, what: one('claimed', 'granted', 'fulfilled', 'failed', 'locked', 'released', 'used', 'returned', 'expired'), where: either(one(null), text) });
const rightDetail = fields({ id: either(id('cpn'), id('bnf')), kind: one('coupon', 'benefit'), title: text, category, state: rightState, face: either(one(null), face), giver: text, validFrom: timestamp, validTo: timestamp, usedAt: either(one(null), timestamp), rules: list(text), stores: list(store), history: list(rightHistory), code: either(one(null), text) });
const pointsEntry = fields({ id: id('pts'), points: whole(), balance: whole(), reason: one('payment', 'refund', 'spent', 'returned', 'gift'), title: text, at: timestamp });
const rideMode = one('metro', 'bus', 'cycling', 'walking');
const bubble = fields({ id: id('bub'), mode: rideMode, line: either(one(null), text), grams: whole(0), ripe: flag, ripeAt: timestamp, lapsesAt: timestamp });
const method = fields({ version: text, title: text, source: text });
const energy = fields({ totalGrams: whole(0), todayGrams: whole(0), tree: fields({ name: text, costGrams: whole(0), grams: whole(0), weeksLeft: either(one(null), whole()) }), checkIn: fields({ done: flag, streakDays: whole(), grams: whole(0) }), bubbles: list(bubble), consent: flag, method });
const energyGain = fields({ grams: whole(0), energy });
const day = like(/^\d{4}-\d\d-\d\d$/, 1);
const energyDay = fields({ day, grams: whole(0) });
const ride = fields({ id: id('rid'), mode: rideMode, line: either(one(null), text), city, distanceMeters: whole(), endedAt: timestamp, grams: whole(0), method: text });
const eventType = one('payment.processing', 'payment.paid', 'payment.declined', 'payment.in_doubt', 'payment.refunded', 'coupon.claimed', 'coupon.used', 'coupon.returned', 'right.granted', 'right.fulfilled', 'right.failed', 'right.used', 'energy.recorded', 'energy.collected');
export const tesseraEvent = fields({ id: id('evt'), type: eventType, at: timestamp, subjectId: text, 'payment?': payment });
const blame = one('user', 'platform', 'merchant', 'network', 'gateway');
const fault = fields({ pointer: text, detail: text });
export const problem = fields({ type: text, title: text, status: whole(), detail: text, code: text, blame, retryable: flag, requestId: text, docs: text, 'errors?': list(fault) });

/** Noun, verb, row: the contract's table. */
export const table = {
  session: {
    signIn: row('signIn', 'POST', '/v1/sign-ins', mintedSession, 1, 1),
    get: row('getSession', 'GET', '/v1/session', session),
  },
  payCodes: {
    issue: row('issuePayCode', 'POST', '/v1/pay-codes', payCode, 1),
    retire: row('retirePayCode', 'DELETE', '/v1/pay-codes/{payCodeId}'),
  },
  payments: {
    options: row('getPaymentOptions', 'GET', '/v1/payment-options', paymentOptions),
    orderSources: row('orderFundingSources', 'PUT', '/v1/funding-sources/order', paymentOptions, 1),
    charge: row('chargePayment', 'POST', '/v1/payments', payment, 1),
    get: row('getPayment', 'GET', '/v1/payments/{paymentId}', payment),
    list: row('listPayments', 'GET', '/v1/payments', fields({ items: list(payment), nextCursor: either(one(null), text) })),
    refund: row('refundPayment', 'POST', '/v1/payments/{paymentId}/refunds', payment, 1),
  },
  coupons: {
    listCampaigns: row('listCampaigns', 'GET', '/v1/campaigns', fields({ items: list(campaign), nextCursor: either(one(null), text) })),
    getCampaign: row('getCampaign', 'GET', '/v1/campaigns/{campaignId}', campaign),
    claim: row('claimCoupon', 'POST', '/v1/campaigns/{campaignId}/claims', coupon),
    get: row('getCoupon', 'GET', '/v1/coupons/{couponId}', coupon),
  },
  rights: {
    summary: row('getRightsSummary', 'GET', '/v1/rights/summary', rightsSummary),
    list: row('listRights', 'GET', '/v1/rights', fields({ items: list(right), nextCursor: either(one(null), text) })),
    get: row('getRight', 'GET', '/v1/rights/{rightId}', rightDetail),
    use: row('useRight', 'POST', '/v1/rights/{rightId}/uses', rightDetail),
    listPoints: row('listPoints', 'GET', '/v1/points', fields({ items: list(pointsEntry), nextCursor: either(one(null), text) })),
  },
  energy: {
    get: row('getEnergy', 'GET', '/v1/energy', energy),
    checkIn: row('checkIn', 'POST', '/v1/energy/check-ins', energyGain),
    collect: row('collectEnergy', 'POST', '/v1/energy/collections', energyGain, 1),
    setConsent: row('setRideConsent', 'PUT', '/v1/energy/consent', energy, 1),
    listDays: row('listEnergyDays', 'GET', '/v1/energy/days', fields({ items: list(energyDay) })),
    listRides: row('listRides', 'GET', '/v1/energy/rides', fields({ items: list(ride), nextCursor: either(one(null), text) })),
  },
  stores: {
    list: row('listStores', 'GET', '/v1/stores', fields({ items: list(store), nextCursor: either(one(null), text) })),
    get: row('getStore', 'GET', '/v1/stores/{storeId}', store),
    listCities: row('listCities', 'GET', '/v1/cities', fields({ items: list(city) })),
  },
  events: {
    list: row('listEvents', 'GET', '/v1/events', fields({ items: list(tesseraEvent), lastId: either(one(null), id('evt')) })),
    stream: row('streamEvents', 'GET', '/v1/events/stream', tesseraEvent),
  },
} as const;
