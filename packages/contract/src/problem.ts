import * as z from 'zod/mini';

/** Who has to act for a problem to go away. */
export const Blame = z.enum(['user', 'platform', 'merchant', 'network', 'gateway']);
export type Blame = z.infer<typeof Blame>;

type Row = readonly [status: number, blame: Blame, retryable: boolean, title: string];

/**
 * The closed list of problem codes: HTTP status, who must act, whether the same call may succeed later, and a stable title.
 * Status 0 marks the codes that only a client can raise; the gateway never sends them.
 */
export const problems = {
  malformed_request: [400, 'platform', false, 'The request could not be read'],
  invalid_request: [422, 'platform', false, 'The request does not fit its schema'],
  idempotency_key_missing: [400, 'platform', false, 'A write needs an Idempotency-Key header'],
  idempotency_key_invalid: [400, 'platform', false, 'The Idempotency-Key header is not 1 to 255 printable ASCII characters'],
  idempotency_key_reused: [422, 'platform', false, 'The Idempotency-Key was used for another request'],
  request_in_progress: [409, 'network', true, 'The first request with this Idempotency-Key is still running'],
  unauthenticated: [401, 'platform', false, 'The key or token is missing or not valid'],
  session_expired: [401, 'platform', true, 'The session has ended'],
  caller_not_allowed: [403, 'platform', false, 'This kind of caller may not use this endpoint'],
  scope_missing: [403, 'platform', false, 'The session lacks the scope for this call'],
  origin_not_allowed: [403, 'platform', false, 'The origin is not allowed for this key or session'],
  not_found: [404, 'platform', false, 'Nothing is here for this caller'],
  method_not_allowed: [405, 'platform', false, 'The path has no such method'],
  payload_too_large: [413, 'platform', false, 'The request body is too large'],
  unsupported_media_type: [415, 'platform', false, 'The request body must be application/json'],
  rate_limited: [429, 'platform', true, 'Too many requests'],
  conflict: [409, 'user', true, 'Somebody else changed this first'],
  internal: [500, 'gateway', true, 'The gateway failed'],
  unavailable: [503, 'gateway', true, 'The gateway cannot answer right now'],

  sign_in_failed: [401, 'user', false, 'The phone number or code is not right'],

  code_malformed: [422, 'merchant', false, 'This is not a pay code'],
  code_foreign: [422, 'merchant', false, 'This pay code belongs to another issuer'],
  code_unknown: [404, 'merchant', false, 'No such pay code'],
  code_expired: [409, 'user', false, 'The pay code has expired'],
  code_used: [409, 'user', false, 'The pay code has been used'],
  code_retired: [409, 'user', false, 'The pay code is no longer valid'],
  code_other_environment: [422, 'merchant', false, 'This pay code belongs to another environment'],
  offline_limit: [409, 'user', false, 'The amount is over the limit of an offline code'],
  funding_source_unusable: [409, 'user', false, 'The funding source cannot be used'],

  terms_changed: [409, 'user', false, 'These terms are not the ones in force'],
  instalments_unavailable: [409, 'user', false, 'This payment cannot be spread over these months'],
  quote_changed: [409, 'user', true, 'The payment would come to another sum than was shown'],
  daily_limit_reached: [409, 'user', false, 'The day’s limit for this kind of proof is reached'],
  payment_not_confirmable: [409, 'user', false, 'The payment is not waiting for a confirmation'],
  pin_unset: [409, 'user', false, 'The user has not set a PIN'],
  pin_wrong: [409, 'user', false, 'The PIN is wrong'],
  pin_locked: [409, 'user', false, 'The PIN is locked after too many wrong tries'],
  pin_too_simple: [422, 'user', false, 'The PIN is too easily guessed'],
  phone_code_wrong: [409, 'user', false, 'The one-time code is wrong or has ended'],
  phone_unknown: [409, 'user', false, 'No phone number is known for the user'],
  passkey_refused: [409, 'user', false, 'The passkey did not prove this request'],

  merchant_code_malformed: [422, 'merchant', false, 'This is not a merchant-presented code'],
  merchant_code_unsupported: [422, 'merchant', false, 'The code names no account that this gateway can pay'],
  merchant_code_ended: [409, 'merchant', false, 'The merchant’s code has been paid or has ended'],

  charge_reversed: [409, 'merchant', false, 'The charge was reversed before it arrived'],
  payment_not_voidable: [409, 'merchant', false, 'The payment is not in a state that can be voided'],
  payment_not_refundable: [409, 'merchant', false, 'The payment is not in a state that can be refunded'],
  refund_exceeds_payment: [409, 'merchant', false, 'The refund is more than what is left of the payment'],

  sold_out: [409, 'user', false, 'The coupon is sold out'],
  limit_reached: [409, 'user', false, 'The user has claimed all that is allowed'],
  not_eligible: [409, 'user', false, 'The user does not qualify'],
  person_limit_reached: [409, 'user', false, 'The person behind this account has claimed all that is allowed'],
  period_limit_reached: [409, 'user', true, 'The user has claimed all that is allowed for this day or round'],
  identity_needed: [409, 'user', false, 'The campaign is for people whose identity is proven'],
  position_needed: [422, 'user', false, 'The campaign needs to know where the user is'],
  outside_area: [409, 'user', true, 'The user is not where the campaign is'],
  campaign_paused: [409, 'user', true, 'The campaign is paused'],
  drawn_not_claimed: [409, 'user', false, 'The coupons of this campaign are drawn: enter it'],
  not_drawn: [409, 'user', false, 'The campaign takes no entries: its coupons are claimed'],
  redemption_code_unknown: [404, 'merchant', false, 'No such redemption code'],
  redemption_code_ended: [409, 'user', false, 'The redemption code has ended'],
  redemption_code_used: [409, 'user', false, 'The redemption code has been used'],
  partial_refund_refused: [409, 'merchant', false, 'The coupon of this payment allows only a full refund'],
  already_subscribed: [409, 'user', false, 'The user has this bundle already'],
  subscription_over: [409, 'user', false, 'The subscription is not active'],
  no_draws_left: [409, 'user', false, 'No free draw is left today'],
  points_too_few: [409, 'user', false, 'The user has not enough points'],
  invitation_unknown: [404, 'user', false, 'No such invitation'],
  invitation_refused: [409, 'user', false, 'The invitation cannot be accepted'],
  not_started: [409, 'user', true, 'The campaign has not started'],
  campaign_over: [409, 'user', false, 'The campaign is over'],
  right_not_usable: [409, 'user', false, 'The right cannot be used in its present state'],

  already_checked_in: [409, 'user', false, 'Already checked in today'],
  bubble_unripe: [409, 'user', true, 'The energy is not ripe yet'],
  bubble_gone: [409, 'user', false, 'The energy has been collected or has lapsed'],
  consent_required: [409, 'user', false, 'The user has not agreed to ride data being used'],
  ride_implausible: [422, 'platform', false, 'The ride cannot have happened as told'],

  network_error: [0, 'network', true, 'The gateway could not be reached'],
  timeout: [0, 'network', true, 'The gateway did not answer in time'],
  invalid_response: [0, 'gateway', true, 'The answer does not fit the contract'],
  session_mint_failed: [0, 'platform', true, 'The page could not get a session'],
} as const satisfies Record<string, Row>;

export type ProblemCode = keyof typeof problems;

/** One fault in a request: `pointer` is a JSON Pointer fragment into the body, or `#/query/…`, `#/path/…`, `#/header/…`. */
export const Fault = z.object({ pointer: z.string(), detail: z.string() });
export type Fault = z.infer<typeof Fault>;

/**
 * RFC 9457 problem, media type `application/problem+json`. `type` is the documentation address of the code and equals
 * `docs`; branch on `code`. `code` stays a string on the wire so that an older client reads a newer gateway.
 */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  blame: Blame,
  retryable: z.boolean(),
  requestId: z.string(),
  docs: z.string(),
  errors: z.optional(z.array(Fault)),
});
export type Problem = z.infer<typeof Problem>;
