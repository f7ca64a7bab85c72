import type { ProblemCode } from '@tessera/contract';
import type { TemplateResult } from 'lit';
import { offline, person, warning } from './rare-icons.js';
import { msg } from './locale/localize.js';

/** For each problem code: what happened, and what to do now. The texts are keys of the translations. */
export const problemTexts: Readonly<Record<ProblemCode, readonly [title: string, next: string]>> = {
  malformed_request: ['这次请求没有被读懂', '请刷新页面再试'],
  invalid_request: ['填写的内容不符合要求', '请检查后再提交'],
  idempotency_key_missing: ['这次操作没有编号', '请刷新页面再试'],
  idempotency_key_invalid: ['这次操作的编号不对', '请刷新页面再试'],
  idempotency_key_reused: ['这个操作编号已用于别的操作', '请刷新页面再试'],
  request_in_progress: ['上一次操作还没有完成', '请稍等几秒，不要重复点按'],
  unauthenticated: ['登录后即可使用', '请先登录'],
  session_expired: ['登录已过期', '请重新登录'],
  caller_not_allowed: ['这里不能进行这个操作', '请换到对应的页面或设备上操作'],
  scope_missing: ['这个页面没有开通这项功能', '请联系这个平台'],
  origin_not_allowed: ['这个网站还没有获得授权', '请联系这个平台'],
  not_found: ['没有找到', '它可能已被移除，请刷新看看'],
  method_not_allowed: ['这个操作现在不受支持', '请刷新页面再试'],
  payload_too_large: ['提交的内容太大了', '请减少一些再提交'],
  unsupported_media_type: ['提交的格式不受支持', '请刷新页面再试'],
  rate_limited: ['操作太频繁了', '请歇几秒再试'],
  conflict: ['刚刚有了新的变化', '请刷新后再试'],
  internal: ['我们这边出了点问题', '请稍后再试，不会重复扣款'],
  unavailable: ['服务正忙', '请稍后再试'],
  sign_in_failed: ['手机号或验证码不对', '请核对后再试'],
  code_malformed: ['这不是付款码', '请重新扫描顾客的付款码'],
  code_foreign: ['这是别家的付款码', '请顾客打开这里的付款码'],
  code_unknown: ['没有这个付款码', '请顾客更新付款码后再扫'],
  code_expired: ['付款码已过期', '请顾客更新付款码后再扫'],
  code_used: ['付款码已经用过', '请先核对上一笔，再请顾客更新付款码'],
  code_retired: ['付款码已被新的代替', '请扫顾客手机上最新的付款码'],
  code_other_environment: ['这个付款码是另一个环境的', '请顾客在正式的应用里打开付款码'],
  offline_limit: ['超过了离线码的单笔限额', '请顾客联网后换一个付款码'],
  funding_source_unusable: ['这个付款方式现在不能用', '请换一种付款方式'],
  terms_changed: ['合同有了新的版本', '请看过新的合同再同意'],
  instalments_unavailable: ['这笔付款不能分这么多期', '请换一种期数或一次付清'],
  quote_changed: ['要付的金额刚刚变了', '请看过新的金额再付'],
  daily_limit_reached: ['今天这种确认方式的限额用完了', '请用通行密钥确认，或明天再付'],
  payment_not_confirmable: ['这笔付款已经不用确认了', '请看看它现在的结果'],
  pin_unset: ['还没有设置支付密码', '请先设置支付密码'],
  pin_wrong: ['支付密码不对', '请再输入一次'],
  pin_locked: ['支付密码输错太多次，已锁住', '请用手机验证码重设支付密码'],
  pin_too_simple: ['这个支付密码太容易被猜到', '请不要用重复、连续的数字或手机号末六位'],
  phone_code_wrong: ['验证码不对或已过期', '请核对短信，或重新发送'],
  phone_unknown: ['还没有登记手机号', '请先在银行 App 里登记手机号'],
  passkey_refused: ['通行密钥没有通过', '请再试一次，或输入支付密码'],
  merchant_code_malformed: ['这不是收款码', '请扫商家收款台上的码'],
  merchant_code_unsupported: ['这里付不了这个收款码', '请换一种方式付款，或请商家换一个码'],
  merchant_code_ended: ['这个收款码已经付过或已过期', '请商家重新出示收款码'],
  charge_reversed: ['这次收款已经撤销', '请重新收款'],
  payment_not_voidable: ['这笔付款现在不能撤销', '已付的请改用退款'],
  payment_not_refundable: ['这笔付款现在不能退款', '请先等结果确定，或核对是否已退完'],
  refund_exceeds_payment: ['退款超过了可退金额', '请改小金额再退'],
  sold_out: ['已抢光', '下一场再来看看'],
  limit_reached: ['您已领到上限', '去权益钱包里看看已有的券'],
  not_eligible: ['您还不满足领取条件', '完成提示的步骤后再来领'],
  not_started: ['还没有开始', '到点再来领取'],
  campaign_over: ['活动已结束', '看看其他优惠'],
  right_not_usable: ['这项权益现在不能用', '请看看它的使用规则'],
  already_checked_in: ['今天已经签到', '明天再来'],
  bubble_unripe: ['这份能量还没有成熟', '成熟后再来收取'],
  bubble_gone: ['这份能量已被收取或已过期', '看看其他能量'],
  consent_required: ['还没有同意使用出行数据', '同意后再试'],
  ride_implausible: ['这段行程看起来不可能', '请联系出行平台核对'],
  network_error: ['网络不可用', '请检查网络后再试'],
  timeout: ['等了太久没有回应', '请检查网络后再试'],
  invalid_response: ['收到的内容不完整', '请稍后再试'],
  session_mint_failed: ['暂时无法登录', '请刷新页面，或稍后再试'],
};

/** What happened, what to do now and how that looks; a code this version does not know reads as `internal`. */
export function problemText(code: string): { title: string; next: string; icon: TemplateResult } {
  const [title, next] = Object.hasOwn(problemTexts, code) ? problemTexts[code as ProblemCode] : problemTexts.internal;
  const icon = code === 'unauthenticated' || code === 'session_expired' ? person : code === 'network_error' || code === 'timeout' ? offline : warning;
  return { title: msg(title), next: msg(next), icon: icon() };
}
