import type { DeclineReason } from '@tessera/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { money } from '../format.js';
import { check, clock, printer, refresh } from '../icons.js';
import { close } from '../rare-icons.js';
import { msg, str } from '../locale/localize.js';
import type { Charge } from './charging.js';

const reasons = (reason: DeclineReason | null): string => {
  switch (reason) {
    case 'insufficient_funds': return msg('顾客余额不足，请换一种付款方式再扫');
    case 'source_frozen': return msg('顾客的付款方式已被冻结，请换一种再扫');
    case 'over_limit': return msg('超过限额，请顾客换一种付款方式或分开收款');
    case 'channel_unavailable': return msg('银行暂时没有响应，没有扣款，请稍后再扫');
    case 'daily_limit': return msg('超过顾客今天的限额，没有扣款，请换一种付款方式');
    case 'confirmation_expired': return msg('顾客没有及时确认，没有扣款，请顾客更新付款码后再扫');
    case 'user_cancelled': return msg('顾客取消了这笔付款，没有扣款');
    default: return msg('发卡行没有同意，没有扣款，请换一种付款方式再扫');
  }
};

/** What the buttons under a charge do. */
export interface ChargeActions {
  readonly onNext: () => void;
  readonly onCancel: () => void;
  readonly onPrint: () => void;
  /** The gateway's time, for what is left of a wait. */
  readonly now: number;
}

type Part = TemplateResult | typeof nothing;

const view = (seal: TemplateResult, title: string, figure: string, what: string, ...buttons: Part[]): TemplateResult =>
  html`<div class="result">${seal}<b>${title}</b><strong>${figure}</strong><p>${what}</p>${buttons}</div>`;

const seal = (icon: TemplateResult, tone: string): TemplateResult => html`<span class="seal tone ${tone}">${icon}</span>`;

/** The outcome in a sentence, for a screen reader. */
export function chargeWords(charge: Charge): string {
  if (charge.at === 'asking') return '';
  if (charge.at === 'refused') return charge.words;
  if (charge.at === 'known') {
    const { status, declineReason } = charge.payment;
    if (status === 'paid') return msg(str`收款成功，${money(charge.amount)}`);
    if (status === 'declined') return reasons(declineReason);
    if (status === 'voided') return msg('已撤销，没有收款');
    if (status === 'needs_confirmation') return msg('等待顾客在手机上确认');
  }
  return msg('结果还不知道，请不要重复收款');
}

/** A charge on the till's screen: it ends as paid, declined, voided or in doubt, and says which. */
export function chargeView(charge: Charge, { onNext, onCancel, onPrint, now }: ChargeActions): TemplateResult {
  const amount = money(charge.amount);
  const next = (label: string): TemplateResult => html`<button class="button" part="action" @click=${onNext}>${label}</button>`;
  const soft = (label: string, run: () => void, icon: Part = nothing): TemplateResult => html`<button class="button soft" @click=${run}>${icon}${label}</button>`;
  const leave = soft(msg('先收下一笔，结果会记在今日流水'), onNext);
  const wait = seal(clock(), 'wait gold');
  const no = seal(close(), 'coupon');
  if (charge.at === 'refused') return view(no, msg('没有收款'), amount, charge.words, next(msg('重新收款')));
  if (charge.at === 'asking') return view(wait, msg('正在收款'), amount, msg('请顾客稍等'));
  if (charge.at === 'unanswered') return view(wait, msg('还没有收到结果'), amount, charge.voiding ? msg('网络断了，正在撤销这笔收款。请不要重复收款，也不要让顾客离开。') : msg('网络断了，正在反复询问；半分钟内没有结果会自动撤销。请不要重复收款，也不要让顾客离开。'), leave);
  const { payment } = charge;
  if (charge.voiding && payment.status !== 'voided' && payment.status !== 'in_doubt') return view(wait, msg('正在撤销'), amount, msg('银行还没有回话，请不要重复收款。'), leave);
  switch (payment.status) {
    case 'paid': {
      const paid = payment.discounts.length ? msg(str`优惠后顾客付 ${money(payment.paid)}`) : `${payment.source.name} (${payment.source.last4})`;
      return view(seal(check(), 'energy'), msg('收款成功'), amount, paid, next(msg('下一笔')), soft(msg('打印小票'), onPrint, printer()));
    }
    case 'declined': return view(no, msg('没有收款'), amount, reasons(payment.declineReason), next(msg('重新收款')));
    case 'voided': return view(seal(refresh(), 'none'), msg('已撤销，没有收款'), amount, msg('钱没有收，已扣的会原路退回'), next(msg('重新收款')));
    case 'needs_confirmation': {
      const left = Math.max(0, Math.ceil((Date.parse(payment.confirmation?.by ?? payment.createdAt) - now) / 1000));
      return view(wait, msg('等待顾客在手机上确认'), amount, left ? msg(str`请顾客输入支付密码，还有 ${left} 秒`) : msg('时间到了，正在确认结果'), soft(msg('取消这笔收款'), onCancel));
    }
    case 'in_doubt': return view(wait, msg('结果待确认'), amount, msg('银行还没有回话，正在反复询问。请不要重复收款。'), leave);
    default: return view(wait, msg('等待顾客的银行'), amount, msg('请顾客稍等'));
  }
}
