// Compiled from the contract's route table by scripts/table.ts: change the contract, then run `npm run table -w @tessera/client`.
import { either, fields, flag, id, like, list, maybe, one, text, whole } from './shape.js';
import type { Shape } from './shape.js';
import { timestamp, months, fundingKind, money, face, category, issuer, city, validity, hours, refundPolicy, standing, coupon, rightState, rideMode, energy, day } from './table.js';

const offlineBatch = fields({ id: id('ofb'), sourceId: id('src'), codes: list(fields({ id: id('pyc'), number: like(/^(\d\d){8,12}$/), payload: text })), limit: money, issuedAt: timestamp, expiresAt: timestamp });
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
const condition = fields({ kind: one('running', 'open', 'new_users_only', 'invited_only', 'open_wallet', 'add_card', 'verify_identity', 'user_limit', 'person_limit', 'period_limit', 'stock', 'area'), met: maybe(flag) });
const campaignDetail = fields({ id: id('cmp'), title: text, face, category, issuer, city: maybe(city), storeCount: whole(), distanceMeters: maybe(whole()), validity, weekdays: maybe(list(whole(1, 7))), hours: maybe(list(hours)), payWith: maybe(list(fundingKind)), area: maybe(fields({ name: text })), refund: refundPolicy, programme: maybe(fields({ id: id('prg'), title: text })), lottery: maybe(fields({ drawsAt: timestamp, winners: whole() })), round: maybe(fields({ title: text, opensAt: timestamp })), stock: fields({ total: whole(), remaining: whole() }), claimed: whole(), allowed: whole(), endsAt: timestamp, rules: list(text), standing, conditions: list(condition), funders: list(fields({ kind: one('government', 'bank', 'merchant'), name: text, percent: whole() })) });
const claimResult = fields({ campaignId: id('cmp'), coupon: maybe(coupon), problem: maybe(fields({ code: text, detail: text })) });
const lotteryEntry = fields({ campaignId: id('cmp'), ticket: id('ent'), enteredAt: timestamp, drawsAt: timestamp });
const lotteryDraw = fields({ campaignId: id('cmp'), drawsAt: timestamp, commitment: text, entries: whole(), winners: whole(), seed: maybe(text), cutoff: maybe(text), entriesDigest: maybe(text), mine: maybe(fields({ ticket: id('ent'), rank: maybe(text), won: maybe(flag), given: maybe(flag) })) });
const redemptionCode = fields({ couponId: id('cpn'), code: text, issuedAt: timestamp, expiresAt: timestamp });
const redemption = fields({ couponId: id('cpn'), title: text, face, storeId: id('str'), redeemedAt: timestamp });
const store = fields({ id: id('str'), name: text, merchantName: text, category, city, address: text, distanceMeters: maybe(whole()) });
const rightHistory = fields({ at: timestamp, what: one('claimed', 'granted', 'fulfilled', 'failed', 'locked', 'released', 'used', 'returned', 'expired', 'recalled', 'refunded'), where: maybe(text) });
const rightDetail = fields({ id: either(id('cpn'), id('bnf')), kind: one('coupon', 'benefit'), title: text, category, state: rightState, face: maybe(face), giver: text, validFrom: timestamp, validTo: timestamp, weekdays: maybe(list(whole(1, 7))), hours: maybe(list(hours)), usedAt: maybe(timestamp), rules: list(text), stores: list(store), history: list(rightHistory), usedBy: one('payment', 'redemption_code', 'supplier_code'), code: maybe(text) });
const pointsEntry = fields({ id: id('pts'), points: whole(), balance: whole(), reason: one('payment', 'refund', 'spent', 'returned', 'gift', 'check_in', 'prize', 'invitation', 'expired'), title: text, at: timestamp });
const pointsLot = fields({ month: like(/^\d{4}-\d\d$/), earned: whole(), left: whole(), expiresAt: timestamp });
const subscription = fields({ id: id('sub'), bundleId: id('bdl'), state: one('unpaid', 'active', 'ended', 'cancelled'), paymentId: maybe(id('pay')), monthsReceived: whole(), nextAt: maybe(timestamp), refundable: money, boughtAt: maybe(timestamp) });
const bundle = fields({ id: id('bdl'), title: text, price: money, worth: money, months: whole(), items: list(fields({ title: text, giver: text, count: whole() })), rules: list(text), subscription: maybe(subscription) });
const bundleOrder = fields({ subscription, order: fields({ payload: text, amount: money, expiresAt: timestamp }) });
const reward = either(fields({ kind: one('points'), points: whole(1) }), fields({ kind: one('coupon'), campaignId: id('cmp'), title: text, face }), fields({ kind: one('nothing') }));
const checkIn = fields({ grams: whole(0), energy, reward: maybe(reward) });
const checkInCalendar = fields({ month: like(/^\d{4}-\d\d$/), today: day, days: list(day), streakDays: whole(), done: flag, rewards: list(fields({ days: whole(), reward, given: flag })) });
const ride = fields({ id: id('rid'), mode: rideMode, line: maybe(text), city, distanceMeters: whole(), endedAt: timestamp, grams: whole(0), method: text });
const prize = fields({ id: id('prz'), reward, chancesInMillion: whole(), stock: maybe(fields({ total: whole(), remaining: whole() })) });
const prizeDraw = fields({ id: id('prd'), title: text, endsAt: timestamp, prizes: list(prize), freeDraws: whole(), pointsPerDraw: maybe(whole()), points: whole(), rules: list(text) });
const prizeResult = fields({ id: id('drw'), prizeId: id('prz'), reward, paidPoints: whole(), at: timestamp });
const invitation = fields({ code: text, inviterReward: reward, inviteeReward: reward, rewarded: whole(), most: whole(), invited: list(fields({ name: text, at: timestamp })), acceptable: flag, rules: list(text) });
const eventType = one('payment.needs_confirmation', 'payment.processing', 'payment.paid', 'payment.declined', 'payment.in_doubt', 'payment.voided', 'payment.refunded', 'coupon.claimed', 'coupon.used', 'coupon.returned', 'coupon.expiring', 'coupon.expired', 'coupon.recalled', 'lottery.won', 'lottery.withheld', 'lottery.lost', 'right.granted', 'right.fulfilled', 'right.failed', 'right.used', 'right.expiring', 'right.refunded', 'points.expired', 'tier.reached', 'subscription.started', 'subscription.received', 'subscription.cancelled', 'invitation.rewarded', 'energy.recorded', 'energy.collected');
export const tesseraEvent = fields({ id: id('evt'), type: eventType, at: timestamp, subjectId: text, 'payment?': payment });

/** What the other rows answer with, by their ids. */
export const rareShapes: Readonly<Record<string, Shape>> = {
  issueOfflineCodes: offlineBatch,
  getSourceTerms: sourceTerms,
  getQuote: quote,
  chargePayment: payment,
  payMerchant: payment,
  requestConfirmation: fields({ passkey: maybe(passkeyRequest) }),
  confirmPayment: payment,
  cancelPayment: payment,
  getPayment: payment,
  listPayments: fields({ items: list(payment), nextCursor: maybe(text) }),
  voidPayment: payment,
  reverseCharge: fields({ payment: maybe(payment) }),
  refundPayment: payment,
  getSettlement: settlement,
  listSettlementEntries: fields({ items: list(settlementEntry), nextCursor: maybe(text) }),
  issueMerchantCode: merchantCode,
  readMerchantCode: merchantOrder,
  getVerification: verification,
  setPin: verification,
  requestPasskey: passkeyCreation,
  addPasskey: verification,
  getCampaign: campaignDetail,
  claimCoupons: fields({ results: list(claimResult) }),
  enterLottery: lotteryEntry,
  getDraw: lotteryDraw,
  issueRedemptionCode: redemptionCode,
  redeemCoupon: redemption,
  getRight: rightDetail,
  useRight: rightDetail,
  listPoints: fields({ items: list(pointsEntry), nextCursor: maybe(text) }),
  listPointsLots: fields({ items: list(pointsLot) }),
  listBundles: fields({ items: list(bundle) }),
  buyBundle: bundleOrder,
  getSubscription: subscription,
  cancelSubscription: subscription,
  checkIn: checkIn,
  getCheckIns: checkInCalendar,
  listRides: fields({ items: list(ride), nextCursor: maybe(text) }),
  getPrizeDraw: prizeDraw,
  drawPrize: prizeResult,
  listPrizes: fields({ items: list(prizeResult), nextCursor: maybe(text) }),
  getInvitation: invitation,
  acceptInvitation: fields({ reward }),
  listStores: fields({ items: list(store), nextCursor: maybe(text) }),
  getStore: store,
  listEvents: fields({ items: list(tesseraEvent), lastId: maybe(id('evt')) }),
  streamEvents: tesseraEvent,
};
