import type { Payment } from '@tessera/contract';
import { dayAndTime, money } from '../format.js';
import { getLocale, msg, str } from '../locale/localize.js';
import { stateOf, wayOf } from './today.js';

/** One line of a receipt; a `strong` one is set larger. */
interface ReceiptLine {
  readonly label: string;
  readonly value: string;
  readonly strong?: boolean;
}

/** A receipt's lines, each sum as the gateway says it. */
export function receiptLines(payment: Payment): ReceiptLine[] {
  const { amount, tip, discounts, paid, plan, refunds, refunded, orderReference, id, createdAt } = payment;
  const lines: ReceiptLine[] = [{ label: msg('订单金额'), value: money(amount), strong: true }];
  if (tip.amount) lines.push({ label: msg('其中小费'), value: money(tip) });
  for (const { title, saved } of discounts) lines.push({ label: title, value: `−${money(saved)}` });
  lines.push({ label: msg('顾客付'), value: money(paid), strong: true }, { label: msg('付款方式'), value: wayOf(payment) });
  if (plan) lines.push({ label: msg('分期'), value: msg(str`${plan.months} 期`) });
  lines.push({ label: msg('状态'), value: stateOf(payment)[1] });
  for (const refund of refunds) lines.push({ label: msg(str`退款 · ${refund.reason}`), value: `−${money(refund.amount)}` });
  if (refunds.length > 1) lines.push({ label: msg('退款合计'), value: money(refunded), strong: true });
  if (orderReference) lines.push({ label: msg('订单号'), value: orderReference });
  lines.push({ label: msg('时间'), value: dayAndTime(createdAt) }, { label: msg('流水号'), value: id });
  return lines;
}

/** For paper of 58 or 80 mm: one column, black on white, nothing but the receipt. */
const PAPER = `@page{margin:3mm}
  body{margin:0 auto;max-width:72mm;font:12px/1.5 "Noto Sans CJK SC","PingFang SC",system-ui,sans-serif;color:#000;background:#fff;overflow-wrap:anywhere}
  h1{font-size:15px;margin:0;text-align:center}p{margin:0 0 2mm;text-align:center}
  dl{margin:0;border-block:1px dashed #000;padding-block:2mm}
  div{display:flex;justify-content:space-between;gap:3mm}dt{flex:none;max-width:60%}dd{margin:0;text-align:end}
  .strong{font-size:15px;font-weight:700}footer{margin-top:3mm;text-align:center}`;

/** Writes the receipt into a document of its own. */
function write(page: Document, payment: Payment): void {
  const put = (parent: Element, tag: string, text: string): HTMLElement => {
    const child = page.createElement(tag);
    child.textContent = text;
    parent.append(child);
    return child;
  };
  page.documentElement.lang = getLocale();
  page.title = `${payment.store.name} ${payment.id}`;
  put(page.body, 'h1', payment.store.name);
  put(page.body, 'p', msg('收款小票'));
  const list = put(page.body, 'dl', '');
  for (const { label, value, strong } of receiptLines(payment)) {
    const row = put(list, 'div', '');
    if (strong) row.className = 'strong';
    put(row, 'dt', label);
    put(row, 'dd', value);
  }
  put(page.body, 'footer', msg('谢谢惠顾'));
}

/**
 * Prints a payment's receipt from a frame that `into` holds meanwhile: a page's own policy goes for it too, so its styles come as a
 * sheet and not as text in its markup.
 */
export function printReceipt(payment: Payment, into: ParentNode & Node): void {
  const frame = document.createElement('iframe');
  frame.className = 'printing';
  frame.title = msg('收款小票');
  frame.tabIndex = -1;
  into.append(frame);
  const { contentWindow, contentDocument } = frame;
  if (!contentWindow || !contentDocument) return frame.remove();
  write(contentDocument, payment);
  const sheet = new (contentWindow as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(PAPER);
  contentDocument.adoptedStyleSheets = [sheet];
  contentWindow.addEventListener('afterprint', () => setTimeout(() => frame.remove()), { once: true });
  contentWindow.focus();
  contentWindow.print();
}
