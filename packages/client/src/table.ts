// Compiled from the contract's route table by scripts/table.ts: change the contract, then run `npm run table -w @tessera/client`.
import { either, fields, flag, id, like, list, maybe, one, row, text, whole } from './shape.js';

const blame = one('user', 'platform', 'merchant', 'network', 'gateway');
const fault = fields({ pointer: text, detail: text });
export const problem = fields({ type: text, title: text, status: whole(), detail: text, code: text, blame, retryable: flag, requestId: text, docs: text, 'errors?': list(fault) });
const subject = either(fields({ kind: one('user'), id: id('usr') }), fields({ kind: one('terminal'), id: id('ter'), storeId: id('str'), storeName: text }));
const scope = one('pay_codes:write', 'payments:read', 'payments:write', 'coupons:read', 'coupons:write', 'rights:read', 'rights:write', 'energy:read', 'energy:write', 'engagement:read', 'engagement:write', 'stores:read');
export const timestamp = like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, 1);
export const mintedSession = fields({ id: id('ses'), subject, scopes: list(scope), origin: text, issuedAt: timestamp, expiresAt: timestamp, token: like(/^[^]{20,}$/) });
const session = fields({ id: id('ses'), subject, scopes: list(scope), origin: text, issuedAt: timestamp, expiresAt: timestamp });
export const months = either(one(3), one(6), one(12), one(24));
const payCode = fields({ id: id('pyc'), number: like(/^(\d\d){8,12}$/), payload: text, sourceId: id('src'), coupon: text, points: flag, months: maybe(months), issuedAt: timestamp, expiresAt: timestamp });
export const fundingKind = one('e_cny_wallet', 'life_card', 'quick_loan', 'debit_card', 'other_bank_card');
const currency = one('CNY');
export const money = fields({ amount: whole(0, 1000000000000), currency });
const sourceUnusable = one('frozen', 'empty', 'not_opened', 'unavailable', 'terms_not_accepted');
const fundingSource = fields({ id: id('src'), kind: fundingKind, name: text, last4: like(/^\d{4}$/), available: maybe(money), perPayment: maybe(money), unusable: maybe(sourceUnusable), instalments: maybe(fields({ from: money, rates: list(fields({ months, feeBasisPoints: whole() })) })) });
const paymentOptions = fields({ sources: list(fundingSource), coupons: list(fields({ id: id('cpn'), title: text, saves: money, threshold: money })), points: fields({ balance: whole(), usable: whole(), saves: money }) });
export const face = either(fields({ kind: one('amount_off'), off: money, threshold: money }), fields({ kind: one('percent_off'), percent: whole(1, 99), cap: maybe(money), threshold: money }), fields({ kind: one('exchange'), item: text }), fields({ kind: one('gift'), item: text }));
export const category = one('food', 'supermarket', 'transit', 'film', 'top_up', 'coffee_tea', 'bakery', 'takeaway', 'fuel', 'ride_hailing', 'travel', 'hotel', 'video', 'music_reading', 'health', 'sport', 'beauty', 'home_appliance', 'finance');
export const issuer = fields({ kind: one('government', 'bank', 'merchant'), name: text });
export const city = fields({ code: like(/^\d{6}$/), name: text });
export const validity = either(fields({ kind: one('fixed'), from: timestamp, to: timestamp }), fields({ kind: one('relative'), days: whole(1, 366), claimDayCounts: flag, waitDays: whole(0, 366) }));
export const hours = fields({ from: like(/^([01]\d|2[0-3]):[0-5]\d$/), to: like(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/) });
export const refundPolicy = one('forfeit', 'return_once', 'return_always');
const claimStep = one('open_wallet', 'add_card', 'verify_identity');
export const standing = either(fields({ state: one('claimable') }), fields({ state: one('claimed'), couponId: id('cpn') }), fields({ state: one('upcoming'), opensAt: timestamp }), fields({ state: one('sold_out'), reopensAt: maybe(timestamp) }), fields({ state: one('locked'), step: claimStep }), fields({ state: one('not_eligible'), reason: one('new_users_only', 'invited_only', 'person_limit') }), fields({ state: one('period_limit'), opensAt: maybe(timestamp) }), fields({ state: one('paused') }), fields({ state: one('over') }), fields({ state: one('enterable'), drawsAt: timestamp }), fields({ state: one('entered'), drawsAt: timestamp }), fields({ state: one('drawn'), won: flag }));
const campaign = fields({ id: id('cmp'), title: text, face, category, issuer, city: maybe(city), storeCount: whole(), distanceMeters: maybe(whole()), validity, weekdays: maybe(list(whole(1, 7))), hours: maybe(list(hours)), payWith: maybe(list(fundingKind)), area: maybe(fields({ name: text })), refund: refundPolicy, programme: maybe(fields({ id: id('prg'), title: text })), lottery: maybe(fields({ drawsAt: timestamp, winners: whole() })), round: maybe(fields({ title: text, opensAt: timestamp })), stock: fields({ total: whole(), remaining: whole() }), claimed: whole(), allowed: whole(), endsAt: timestamp, rules: list(text), standing });
const couponState = one('unused', 'locked', 'used', 'expired', 'recalled');
export const coupon = fields({ id: id('cpn'), campaignId: id('cmp'), title: text, face, category, state: couponState, claimedAt: timestamp, validFrom: timestamp, validTo: timestamp });
const tierLevel = one('registered', 'wallet', 'card');
const rightsSummary = fields({ points: whole(), pointsExpiring: maybe(fields({ points: whole(), at: timestamp })), coupons: whole(), unused: whole(), expiringSoon: whole(), savedThisYear: money, tier: fields({ level: tierLevel, levels: list(fields({ level: tierLevel, rights: whole(), perks: list(text), reached: flag, step: maybe(one('open_wallet', 'add_card')) })) }) });
export const rightState = one('pending', 'unused', 'locked', 'used', 'expired', 'failed', 'recalled', 'refunded');
const right = fields({ id: either(id('cpn'), id('bnf')), kind: one('coupon', 'benefit'), title: text, category, state: rightState, face: maybe(face), giver: text, validFrom: timestamp, validTo: timestamp, weekdays: maybe(list(whole(1, 7))), hours: maybe(list(hours)), usedAt: maybe(timestamp) });
export const rideMode = one('metro', 'bus', 'cycling', 'walking');
const bubble = fields({ id: id('bub'), mode: rideMode, line: maybe(text), grams: whole(0), ripe: flag, ripeAt: timestamp, lapsesAt: timestamp });
const method = fields({ version: text, title: text, source: text });
export const energy = fields({ totalGrams: whole(0), todayGrams: whole(0), tree: fields({ name: text, costGrams: whole(0), grams: whole(0), weeksLeft: maybe(whole()) }), checkIn: fields({ done: flag, streakDays: whole(), grams: whole(0) }), bubbles: list(bubble), consent: flag, method });
const energyGain = fields({ grams: whole(0), energy });
export const day = like(/^\d{4}-\d\d-\d\d$/, 1);
const energyDay = fields({ day, grams: whole(0) });

/** Noun, verb, row: the contract's table. */
export const table = {
  session: {
    signIn: row('POST', '/v1/sign-ins', mintedSession, 1, 1),
    get: row('GET', '/v1/session', session),
  },
  payCodes: {
    issue: row('POST', '/v1/pay-codes', payCode, 1),
    retire: row('DELETE', '/v1/pay-codes/{payCodeId}'),
    issueOffline: row('POST', '/v1/offline-batches', 'issueOfflineCodes', 1),
    revokeOffline: row('DELETE', '/v1/offline-batches/{batchId}'),
  },
  payments: {
    options: row('GET', '/v1/payment-options', paymentOptions),
    orderSources: row('PUT', '/v1/funding-sources/order', paymentOptions, 1),
    terms: row('GET', '/v1/funding-sources/{sourceId}/terms', 'getSourceTerms'),
    acceptTerms: row('POST', '/v1/funding-sources/{sourceId}/terms', paymentOptions, 1),
    quote: row('GET', '/v1/quote', 'getQuote'),
    charge: row('POST', '/v1/payments', 'chargePayment', 1),
    payMerchant: row('POST', '/v1/merchant-payments', 'payMerchant', 1),
    requestConfirmation: row('POST', '/v1/payments/{paymentId}/confirmation-request', 'requestConfirmation'),
    confirm: row('POST', '/v1/payments/{paymentId}/confirmation', 'confirmPayment', 1),
    cancel: row('POST', '/v1/payments/{paymentId}/cancellation', 'cancelPayment'),
    get: row('GET', '/v1/payments/{paymentId}', 'getPayment'),
    list: row('GET', '/v1/payments', 'listPayments'),
    void: row('POST', '/v1/payments/{paymentId}/void', 'voidPayment'),
    reverse: row('POST', '/v1/reversals', 'reverseCharge', 1),
    refund: row('POST', '/v1/payments/{paymentId}/refunds', 'refundPayment', 1),
    settlement: row('GET', '/v1/settlements/{day}', 'getSettlement'),
    listSettlementEntries: row('GET', '/v1/settlements/{day}/entries', 'listSettlementEntries'),
  },
  merchantCodes: {
    issue: row('POST', '/v1/merchant-codes', 'issueMerchantCode', 1),
    read: row('GET', '/v1/merchant-codes/reading', 'readMerchantCode'),
  },
  verification: {
    get: row('GET', '/v1/verification', 'getVerification'),
    sendPhoneCode: row('POST', '/v1/verification/phone-code'),
    setPin: row('PUT', '/v1/verification/pin', 'setPin', 1),
    requestPasskey: row('POST', '/v1/verification/passkey-request', 'requestPasskey', 1),
    addPasskey: row('POST', '/v1/verification/passkeys', 'addPasskey', 1),
    removePasskey: row('DELETE', '/v1/verification/passkeys/{passkeyId}'),
  },
  coupons: {
    listCampaigns: row('GET', '/v1/campaigns', fields({ items: list(campaign), nextCursor: maybe(text) })),
    getCampaign: row('GET', '/v1/campaigns/{campaignId}', 'getCampaign'),
    claim: row('POST', '/v1/campaigns/{campaignId}/claims', coupon, 1),
    claimMany: row('POST', '/v1/claims', 'claimCoupons', 1),
    enter: row('POST', '/v1/campaigns/{campaignId}/entries', 'enterLottery', 1),
    getDraw: row('GET', '/v1/campaigns/{campaignId}/draw', 'getDraw'),
    get: row('GET', '/v1/coupons/{couponId}', coupon),
    issueCode: row('POST', '/v1/coupons/{couponId}/codes', 'issueRedemptionCode'),
    redeem: row('POST', '/v1/redemptions', 'redeemCoupon', 1),
  },
  rights: {
    summary: row('GET', '/v1/rights/summary', rightsSummary),
    list: row('GET', '/v1/rights', fields({ items: list(right), nextCursor: maybe(text) })),
    get: row('GET', '/v1/rights/{rightId}', 'getRight'),
    use: row('POST', '/v1/rights/{rightId}/uses', 'useRight'),
    listPoints: row('GET', '/v1/points', 'listPoints'),
    listPointsLots: row('GET', '/v1/points/lots', 'listPointsLots'),
  },
  bundles: {
    list: row('GET', '/v1/bundles', 'listBundles'),
    buy: row('POST', '/v1/bundles/{bundleId}/subscriptions', 'buyBundle'),
    get: row('GET', '/v1/subscriptions/{subscriptionId}', 'getSubscription'),
    cancel: row('POST', '/v1/subscriptions/{subscriptionId}/cancellation', 'cancelSubscription'),
  },
  energy: {
    get: row('GET', '/v1/energy', energy),
    checkIn: row('POST', '/v1/energy/check-ins', 'checkIn'),
    getCheckIns: row('GET', '/v1/energy/check-ins', 'getCheckIns'),
    collect: row('POST', '/v1/energy/collections', energyGain, 1),
    setConsent: row('PUT', '/v1/energy/consent', energy, 1),
    listDays: row('GET', '/v1/energy/days', fields({ items: list(energyDay) })),
    listRides: row('GET', '/v1/energy/rides', 'listRides'),
  },
  engagement: {
    getPrizeDraw: row('GET', '/v1/prize-draw', 'getPrizeDraw'),
    drawPrize: row('POST', '/v1/prize-draws/{drawId}/draws', 'drawPrize', 1),
    listPrizes: row('GET', '/v1/prizes', 'listPrizes'),
    getInvitation: row('GET', '/v1/invitation', 'getInvitation'),
    acceptInvitation: row('POST', '/v1/invitations', 'acceptInvitation', 1),
  },
  stores: {
    list: row('GET', '/v1/stores', 'listStores'),
    get: row('GET', '/v1/stores/{storeId}', 'getStore'),
    listCities: row('GET', '/v1/cities', fields({ items: list(city) })),
  },
  events: {
    list: row('GET', '/v1/events', 'listEvents'),
    stream: row('GET', '/v1/events/stream', 'streamEvents'),
  },
} as const;
