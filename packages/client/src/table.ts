// Compiled from the contract's route table by scripts/table.ts: change the contract, then run `npm run table -w @tessera/client`.
import { either, fields, flag, id, like, list, maybe, one, row, text, whole } from './shape.js';

const subject = either(fields({ kind: one('user'), id: id('usr') }), fields({ kind: one('terminal'), id: id('ter'), storeId: id('str'), storeName: text }));
const scope = one('pay_codes:write', 'payments:read', 'payments:write', 'coupons:read', 'coupons:write', 'rights:read', 'rights:write', 'energy:read', 'energy:write', 'engagement:read', 'engagement:write', 'stores:read');
const timestamp = like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, 1);
export const mintedSession = fields({ id: id('ses'), subject, scopes: list(scope), origin: text, issuedAt: timestamp, expiresAt: timestamp, token: like(/^[^]{20,}$/) });
const session = fields({ id: id('ses'), subject, scopes: list(scope), origin: text, issuedAt: timestamp, expiresAt: timestamp });
const months = either(one(3), one(6), one(12), one(24));
const payCode = fields({ id: id('pyc'), number: like(/^(\d\d){8,12}$/), payload: text, sourceId: id('src'), coupon: text, points: flag, months: maybe(months), issuedAt: timestamp, expiresAt: timestamp });
const currency = one('CNY');
const money = fields({ amount: whole(0, 1000000000000), currency });
const offlineBatch = fields({ id: id('ofb'), sourceId: id('src'), codes: list(fields({ id: id('pyc'), number: like(/^(\d\d){8,12}$/), payload: text })), limit: money, issuedAt: timestamp, expiresAt: timestamp });
const fundingKind = one('e_cny_wallet', 'life_card', 'quick_loan', 'debit_card', 'other_bank_card');
const sourceUnusable = one('frozen', 'empty', 'not_opened', 'unavailable', 'terms_not_accepted');
const fundingSource = fields({ id: id('src'), kind: fundingKind, name: text, last4: like(/^\d{4}$/), available: maybe(money), perPayment: maybe(money), unusable: maybe(sourceUnusable), instalments: maybe(fields({ from: money, rates: list(fields({ months, feeBasisPoints: whole() })) })) });
const paymentOptions = fields({ sources: list(fundingSource), coupons: list(fields({ id: id('cpn'), title: text, saves: money, threshold: money })), points: fields({ balance: whole(), usable: whole(), saves: money }) });
const day = like(/^\d{4}-\d\d-\d\d$/, 1);
const instalmentPlan = fields({ months, fee: money, total: money, annualRateBasisPoints: whole(), schedule: list(fields({ number: whole(), dueOn: day, principal: money, fee: money, amount: money })) });
const sourceTerms = fields({ sourceId: id('src'), version: text, title: text, lender: text, annualRateBasisPoints: whole(), clauses: list(text), acceptedAt: maybe(text), amount: money, plans: list(instalmentPlan) });
const discount = fields({ kind: one('coupon', 'points'), title: text, saved: money });
const sourceRefusal = one('frozen', 'empty', 'not_opened', 'unavailable', 'terms_not_accepted', 'insufficient_funds', 'over_limit');
const couponRefusal = one('used', 'locked', 'expired', 'not_yet', 'not_money', 'weekday', 'hour', 'store', 'threshold', 'source', 'recalled', 'not_combinable', 'not_best', 'not_wanted');
const pointsRefusal = one('not_wanted', 'not_combinable', 'too_few', 'amount_too_small');
const confirmationReason = one('amount', 'count', 'daily_limit', 'source');
const quote = fields({ amount: money, pay: money, discounts: list(discount), sourceId: maybe(id('src')), sources: list(fields({ id: id('src'), kind: fundingKind, refusal: maybe(sourceRefusal) })), coupons: list(fields({ id: id('cpn'), title: text, saves: money, refusal: maybe(couponRefusal) })), points: fields({ spent: whole(), saves: money, refusal: maybe(pointsRefusal) }), instalments: list(instalmentPlan), plan: maybe(instalmentPlan), confirmation: maybe(confirmationReason), pointsEarned: whole() });
const paymentStatus = one('needs_confirmation', 'processing', 'paid', 'declined', 'in_doubt', 'voided');
const declineReason = one('insufficient_funds', 'source_frozen', 'over_limit', 'refused', 'channel_unavailable', 'daily_limit', 'confirmation_expired', 'user_cancelled');
const refund = fields({ id: id('rfd'), amount: money, reason: text, createdAt: timestamp });
const payment = fields({ id: id('pay'), payCodeId: maybe(id('pyc')), offline: flag, status: paymentStatus, amount: money, tip: money, paid: money, discounts: list(discount), source: fields({ kind: fundingKind, name: text, last4: text }), plan: maybe(instalmentPlan), confirmation: maybe(fields({ reason: confirmationReason, by: timestamp })), verifiedBy: one('none', 'pin', 'passkey'), store: fields({ id: id('str'), name: text }), orderReference: maybe(text), declineReason: maybe(declineReason), pointsEarned: whole(), refunded: money, refunds: list(refund), voiding: flag, createdAt: timestamp, settledAt: maybe(timestamp) });
const passkeyRequest = fields({ challenge: like(/^[\w-]{1,4096}$/), rpId: text, timeout: whole(), userVerification: one('required'), allowCredentials: list(fields({ id: like(/^[\w-]{1,4096}$/), type: one('public-key') })) });
const settlement = fields({ day, store: fields({ id: id('str'), name: text }), payments: fields({ count: whole(), amount: money, cash: money, coupons: money, points: money }), refunds: fields({ count: whole(), amount: money, cash: money, coupons: money, points: money }), voids: fields({ count: whole(), amount: money, cash: money, coupons: money, points: money }), net: whole(), open: fields({ count: whole(), amount: money }) });
const settlementEntry = fields({ id: text, kind: one('payment', 'refund', 'void'), paymentId: id('pay'), orderReference: maybe(text), amount: money, cash: money, coupons: money, points: money, at: timestamp });
const merchantCode = fields({ payload: text, store: fields({ id: id('str'), name: text }), amount: maybe(money), orderReference: maybe(text), expiresAt: maybe(timestamp) });
const merchantOrder = fields({ scheme: one('tessera', 'unionpay'), store: fields({ id: id('str'), name: text }), fixed: flag, amount: maybe(money), tip: maybe(either(fields({ kind: one('ask') }), fields({ kind: one('amount'), amount: money }), fields({ kind: one('percent'), basisPoints: whole() }))), orderReference: maybe(text), purpose: maybe(text) });
const passkey = fields({ id: id('psk'), name: text, createdAt: timestamp, lastUsedAt: maybe(timestamp) });
const verification = fields({ pin: one('unset', 'set', 'locked'), pinTriesLeft: whole(), phone: maybe(text), passkeys: list(passkey), withoutPin: fields({ amount: money, left: whole() }), limits: fields({ A: fields({ limit: money, spent: money }), B: fields({ limit: money, spent: money }), C: fields({ limit: money, spent: money }), D: fields({ limit: money, spent: money }) }) });
const passkeyCreation = fields({ challenge: like(/^[\w-]{1,4096}$/), rp: fields({ id: text, name: text }), user: fields({ id: like(/^[\w-]{1,4096}$/), name: text, displayName: text }), pubKeyCredParams: list(fields({ type: one('public-key'), alg: whole() })), timeout: whole(), attestation: one('none'), excludeCredentials: list(fields({ id: like(/^[\w-]{1,4096}$/), type: one('public-key') })), authenticatorSelection: fields({ residentKey: one('preferred'), userVerification: one('required') }) });
const face = either(fields({ kind: one('amount_off'), off: money, threshold: money }), fields({ kind: one('percent_off'), percent: whole(1, 99), cap: maybe(money), threshold: money }), fields({ kind: one('exchange'), item: text }), fields({ kind: one('gift'), item: text }));
const category = one('food', 'supermarket', 'transit', 'film', 'top_up', 'coffee_tea', 'bakery', 'takeaway', 'fuel', 'ride_hailing', 'travel', 'hotel', 'video', 'music_reading', 'health', 'sport', 'beauty', 'home_appliance', 'finance');
const issuer = fields({ kind: one('government', 'bank', 'merchant'), name: text });
const city = fields({ code: like(/^\d{6}$/), name: text });
const validity = either(fields({ kind: one('fixed'), from: timestamp, to: timestamp }), fields({ kind: one('relative'), days: whole(1, 366), claimDayCounts: flag, waitDays: whole(0, 366) }));
const hours = fields({ from: like(/^([01]\d|2[0-3]):[0-5]\d$/), to: like(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/) });
const refundPolicy = one('forfeit', 'return_once', 'return_always');
const claimStep = one('open_wallet', 'add_card', 'verify_identity');
const standing = either(fields({ state: one('claimable') }), fields({ state: one('claimed'), couponId: id('cpn') }), fields({ state: one('upcoming'), opensAt: timestamp }), fields({ state: one('sold_out'), reopensAt: maybe(timestamp) }), fields({ state: one('locked'), step: claimStep }), fields({ state: one('not_eligible'), reason: one('new_users_only', 'invited_only', 'person_limit') }), fields({ state: one('period_limit'), opensAt: maybe(timestamp) }), fields({ state: one('paused') }), fields({ state: one('over') }), fields({ state: one('enterable'), drawsAt: timestamp }), fields({ state: one('entered'), drawsAt: timestamp }), fields({ state: one('drawn'), won: flag }));
const campaign = fields({ id: id('cmp'), title: text, face, category, issuer, city: maybe(city), storeCount: whole(), distanceMeters: maybe(whole()), validity, weekdays: maybe(list(whole(1, 7))), hours: maybe(list(hours)), payWith: maybe(list(fundingKind)), area: maybe(fields({ name: text })), refund: refundPolicy, programme: maybe(fields({ id: id('prg'), title: text })), lottery: maybe(fields({ drawsAt: timestamp, winners: whole() })), round: maybe(fields({ title: text, opensAt: timestamp })), stock: fields({ total: whole(), remaining: whole() }), claimed: whole(), allowed: whole(), endsAt: timestamp, rules: list(text), standing });
const condition = fields({ kind: one('running', 'open', 'new_users_only', 'invited_only', 'open_wallet', 'add_card', 'verify_identity', 'user_limit', 'person_limit', 'period_limit', 'stock', 'area'), met: maybe(flag) });
const campaignDetail = fields({ id: id('cmp'), title: text, face, category, issuer, city: maybe(city), storeCount: whole(), distanceMeters: maybe(whole()), validity, weekdays: maybe(list(whole(1, 7))), hours: maybe(list(hours)), payWith: maybe(list(fundingKind)), area: maybe(fields({ name: text })), refund: refundPolicy, programme: maybe(fields({ id: id('prg'), title: text })), lottery: maybe(fields({ drawsAt: timestamp, winners: whole() })), round: maybe(fields({ title: text, opensAt: timestamp })), stock: fields({ total: whole(), remaining: whole() }), claimed: whole(), allowed: whole(), endsAt: timestamp, rules: list(text), standing, conditions: list(condition), funders: list(fields({ kind: one('government', 'bank', 'merchant'), name: text, percent: whole() })) });
const couponState = one('unused', 'locked', 'used', 'expired', 'recalled');
const coupon = fields({ id: id('cpn'), campaignId: id('cmp'), title: text, face, category, state: couponState, claimedAt: timestamp, validFrom: timestamp, validTo: timestamp });
const claimResult = fields({ campaignId: id('cmp'), coupon: maybe(coupon), problem: maybe(fields({ code: text, detail: text })) });
const lotteryEntry = fields({ campaignId: id('cmp'), ticket: id('ent'), enteredAt: timestamp, drawsAt: timestamp });
const lotteryDraw = fields({ campaignId: id('cmp'), drawsAt: timestamp, commitment: text, entries: whole(), winners: whole(), seed: maybe(text), cutoff: maybe(text), entriesDigest: maybe(text), mine: maybe(fields({ ticket: id('ent'), rank: maybe(text), won: maybe(flag) })) });
const redemptionCode = fields({ couponId: id('cpn'), code: text, issuedAt: timestamp, expiresAt: timestamp });
const redemption = fields({ couponId: id('cpn'), title: text, face, storeId: id('str'), redeemedAt: timestamp });
const tierLevel = one('registered', 'wallet', 'card');
const rightsSummary = fields({ points: whole(), pointsExpiring: maybe(fields({ points: whole(), at: timestamp })), coupons: whole(), unused: whole(), expiringSoon: whole(), savedThisYear: money, tier: fields({ level: tierLevel, levels: list(fields({ level: tierLevel, rights: whole(), perks: list(text), reached: flag, step: maybe(one('open_wallet', 'add_card')) })) }) });
const rightState = one('pending', 'unused', 'locked', 'used', 'expired', 'failed', 'recalled', 'refunded');
const right = fields({ id: either(id('cpn'), id('bnf')), kind: one('coupon', 'benefit'), title: text, category, state: rightState, face: maybe(face), giver: text, validFrom: timestamp, validTo: timestamp, weekdays: maybe(list(whole(1, 7))), hours: maybe(list(hours)), usedAt: maybe(timestamp) });
const store = fields({ id: id('str'), name: text, merchantName: text, category, city, address: text, distanceMeters: maybe(whole()) });
const rightHistory = fields({ at: timestamp, what: one('claimed', 'granted', 'fulfilled', 'failed', 'locked', 'released', 'used', 'returned', 'expired', 'recalled', 'refunded'), where: maybe(text) });
const rightDetail = fields({ id: either(id('cpn'), id('bnf')), kind: one('coupon', 'benefit'), title: text, category, state: rightState, face: maybe(face), giver: text, validFrom: timestamp, validTo: timestamp, weekdays: maybe(list(whole(1, 7))), hours: maybe(list(hours)), usedAt: maybe(timestamp), rules: list(text), stores: list(store), history: list(rightHistory), usedBy: one('payment', 'redemption_code', 'supplier_code'), code: maybe(text) });
const pointsEntry = fields({ id: id('pts'), points: whole(), balance: whole(), reason: one('payment', 'refund', 'spent', 'returned', 'gift', 'check_in', 'prize', 'invitation', 'expired'), title: text, at: timestamp });
const pointsLot = fields({ month: like(/^\d{4}-\d\d$/), earned: whole(), left: whole(), expiresAt: timestamp });
const subscription = fields({ id: id('sub'), bundleId: id('bdl'), state: one('unpaid', 'active', 'ended', 'cancelled'), paymentId: maybe(id('pay')), monthsReceived: whole(), nextAt: maybe(timestamp), refundable: money, boughtAt: maybe(timestamp) });
const bundle = fields({ id: id('bdl'), title: text, price: money, worth: money, months: whole(), items: list(fields({ title: text, giver: text, count: whole() })), rules: list(text), subscription: maybe(subscription) });
const bundleOrder = fields({ subscription, order: fields({ payload: text, amount: money, expiresAt: timestamp }) });
const rideMode = one('metro', 'bus', 'cycling', 'walking');
const bubble = fields({ id: id('bub'), mode: rideMode, line: maybe(text), grams: whole(0), ripe: flag, ripeAt: timestamp, lapsesAt: timestamp });
const method = fields({ version: text, title: text, source: text });
const energy = fields({ totalGrams: whole(0), todayGrams: whole(0), tree: fields({ name: text, costGrams: whole(0), grams: whole(0), weeksLeft: maybe(whole()) }), checkIn: fields({ done: flag, streakDays: whole(), grams: whole(0) }), bubbles: list(bubble), consent: flag, method });
const reward = either(fields({ kind: one('points'), points: whole(1) }), fields({ kind: one('coupon'), campaignId: id('cmp'), title: text, face }), fields({ kind: one('nothing') }));
const checkIn = fields({ grams: whole(0), energy, reward: maybe(reward) });
const checkInCalendar = fields({ month: like(/^\d{4}-\d\d$/), today: day, days: list(day), streakDays: whole(), done: flag, rewards: list(fields({ days: whole(), reward, given: flag })) });
const energyGain = fields({ grams: whole(0), energy });
const energyDay = fields({ day, grams: whole(0) });
const ride = fields({ id: id('rid'), mode: rideMode, line: maybe(text), city, distanceMeters: whole(), endedAt: timestamp, grams: whole(0), method: text });
const prize = fields({ id: id('prz'), reward, chancesInMillion: whole(), stock: maybe(fields({ total: whole(), remaining: whole() })) });
const prizeDraw = fields({ id: id('prd'), title: text, endsAt: timestamp, prizes: list(prize), freeDraws: whole(), pointsPerDraw: maybe(whole()), points: whole(), rules: list(text) });
const prizeResult = fields({ id: id('drw'), prizeId: id('prz'), reward, paidPoints: whole(), at: timestamp });
const invitation = fields({ code: text, inviterReward: reward, inviteeReward: reward, rewarded: whole(), most: whole(), invited: list(fields({ name: text, at: timestamp })), acceptable: flag, rules: list(text) });
const eventType = one('payment.needs_confirmation', 'payment.processing', 'payment.paid', 'payment.declined', 'payment.in_doubt', 'payment.voided', 'payment.refunded', 'coupon.claimed', 'coupon.used', 'coupon.returned', 'coupon.expiring', 'coupon.expired', 'coupon.recalled', 'lottery.won', 'lottery.lost', 'right.granted', 'right.fulfilled', 'right.failed', 'right.used', 'right.expiring', 'right.refunded', 'points.expired', 'tier.reached', 'subscription.started', 'subscription.received', 'subscription.cancelled', 'invitation.rewarded', 'energy.recorded', 'energy.collected');
export const tesseraEvent = fields({ id: id('evt'), type: eventType, at: timestamp, subjectId: text, 'payment?': payment });
const blame = one('user', 'platform', 'merchant', 'network', 'gateway');
const fault = fields({ pointer: text, detail: text });
export const problem = fields({ type: text, title: text, status: whole(), detail: text, code: text, blame, retryable: flag, requestId: text, docs: text, 'errors?': list(fault) });

/** Noun, verb, row: the contract's table. */
export const table = {
  session: {
    signIn: row('POST', '/v1/sign-ins', mintedSession, 1, 1),
    get: row('GET', '/v1/session', session),
  },
  payCodes: {
    issue: row('POST', '/v1/pay-codes', payCode, 1),
    retire: row('DELETE', '/v1/pay-codes/{payCodeId}'),
    issueOffline: row('POST', '/v1/offline-batches', offlineBatch, 1),
    revokeOffline: row('DELETE', '/v1/offline-batches/{batchId}'),
  },
  payments: {
    options: row('GET', '/v1/payment-options', paymentOptions),
    orderSources: row('PUT', '/v1/funding-sources/order', paymentOptions, 1),
    terms: row('GET', '/v1/funding-sources/{sourceId}/terms', sourceTerms),
    acceptTerms: row('POST', '/v1/funding-sources/{sourceId}/terms', paymentOptions, 1),
    quote: row('GET', '/v1/quote', quote),
    charge: row('POST', '/v1/payments', payment, 1),
    payMerchant: row('POST', '/v1/merchant-payments', payment, 1),
    requestConfirmation: row('POST', '/v1/payments/{paymentId}/confirmation-request', fields({ passkey: maybe(passkeyRequest) })),
    confirm: row('POST', '/v1/payments/{paymentId}/confirmation', payment, 1),
    cancel: row('POST', '/v1/payments/{paymentId}/cancellation', payment),
    get: row('GET', '/v1/payments/{paymentId}', payment),
    list: row('GET', '/v1/payments', fields({ items: list(payment), nextCursor: maybe(text) })),
    void: row('POST', '/v1/payments/{paymentId}/void', payment),
    reverse: row('POST', '/v1/reversals', fields({ payment: maybe(payment) }), 1),
    refund: row('POST', '/v1/payments/{paymentId}/refunds', payment, 1),
    settlement: row('GET', '/v1/settlements/{day}', settlement),
    listSettlementEntries: row('GET', '/v1/settlements/{day}/entries', fields({ items: list(settlementEntry), nextCursor: maybe(text) })),
  },
  merchantCodes: {
    issue: row('POST', '/v1/merchant-codes', merchantCode, 1),
    read: row('GET', '/v1/merchant-codes/reading', merchantOrder),
  },
  verification: {
    get: row('GET', '/v1/verification', verification),
    sendPhoneCode: row('POST', '/v1/verification/phone-code'),
    setPin: row('PUT', '/v1/verification/pin', verification, 1),
    requestPasskey: row('POST', '/v1/verification/passkey-request', passkeyCreation, 1),
    addPasskey: row('POST', '/v1/verification/passkeys', verification, 1),
    removePasskey: row('DELETE', '/v1/verification/passkeys/{passkeyId}'),
  },
  coupons: {
    listCampaigns: row('GET', '/v1/campaigns', fields({ items: list(campaign), nextCursor: maybe(text) })),
    getCampaign: row('GET', '/v1/campaigns/{campaignId}', campaignDetail),
    claim: row('POST', '/v1/campaigns/{campaignId}/claims', coupon, 1),
    claimMany: row('POST', '/v1/claims', fields({ results: list(claimResult) }), 1),
    enter: row('POST', '/v1/campaigns/{campaignId}/entries', lotteryEntry, 1),
    getDraw: row('GET', '/v1/campaigns/{campaignId}/draw', lotteryDraw),
    get: row('GET', '/v1/coupons/{couponId}', coupon),
    issueCode: row('POST', '/v1/coupons/{couponId}/codes', redemptionCode),
    redeem: row('POST', '/v1/redemptions', redemption, 1),
  },
  rights: {
    summary: row('GET', '/v1/rights/summary', rightsSummary),
    list: row('GET', '/v1/rights', fields({ items: list(right), nextCursor: maybe(text) })),
    get: row('GET', '/v1/rights/{rightId}', rightDetail),
    use: row('POST', '/v1/rights/{rightId}/uses', rightDetail),
    listPoints: row('GET', '/v1/points', fields({ items: list(pointsEntry), nextCursor: maybe(text) })),
    listPointsLots: row('GET', '/v1/points/lots', fields({ items: list(pointsLot) })),
  },
  bundles: {
    list: row('GET', '/v1/bundles', fields({ items: list(bundle) })),
    buy: row('POST', '/v1/bundles/{bundleId}/subscriptions', bundleOrder),
    get: row('GET', '/v1/subscriptions/{subscriptionId}', subscription),
    cancel: row('POST', '/v1/subscriptions/{subscriptionId}/cancellation', subscription),
  },
  energy: {
    get: row('GET', '/v1/energy', energy),
    checkIn: row('POST', '/v1/energy/check-ins', checkIn),
    getCheckIns: row('GET', '/v1/energy/check-ins', checkInCalendar),
    collect: row('POST', '/v1/energy/collections', energyGain, 1),
    setConsent: row('PUT', '/v1/energy/consent', energy, 1),
    listDays: row('GET', '/v1/energy/days', fields({ items: list(energyDay) })),
    listRides: row('GET', '/v1/energy/rides', fields({ items: list(ride), nextCursor: maybe(text) })),
  },
  engagement: {
    getPrizeDraw: row('GET', '/v1/prize-draw', prizeDraw),
    drawPrize: row('POST', '/v1/prize-draws/{drawId}/draws', prizeResult, 1),
    listPrizes: row('GET', '/v1/prizes', fields({ items: list(prizeResult), nextCursor: maybe(text) })),
    getInvitation: row('GET', '/v1/invitation', invitation),
    acceptInvitation: row('POST', '/v1/invitations', fields({ reward }), 1),
  },
  stores: {
    list: row('GET', '/v1/stores', fields({ items: list(store), nextCursor: maybe(text) })),
    get: row('GET', '/v1/stores/{storeId}', store),
    listCities: row('GET', '/v1/cities', fields({ items: list(city) })),
  },
  events: {
    list: row('GET', '/v1/events', fields({ items: list(tesseraEvent), lastId: maybe(id('evt')) })),
    stream: row('GET', '/v1/events/stream', tesseraEvent),
  },
} as const;
