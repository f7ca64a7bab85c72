import type { Payment, Redemption } from '@tessera/contract';
import { faceLine } from '../face.js';
import { dayAndTime, money } from '../format.js';
import { getLocale, msg, str } from '../locale/localize.js';
import { stateOf, wayOf } from './today.js';

/** One line of a receipt; a `strong` one is set larger. */
interface ReceiptLine {
  readonly label: string;
  readonly value: string;
  readonly strong?: boolean;
}

/** What is printed: `kind` stands under the store's name, `id` names the document. */
interface Receipt {
  readonly store: string;
  readonly kind: string;
  readonly id: string;
  readonly lines: readonly ReceiptLine[];
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

/** A payment's receipt. */
export const paymentReceipt = (payment: Payment): Receipt => ({ store: payment.store.name, kind: msg('收款小票'), id: payment.id, lines: receiptLines(payment) });

/** What is handed over for a coupon: the thing of its face, or what the coupon is called. */
export const thing = ({ face, title }: Redemption): string => ('item' in face ? face.item : title);

/** A redemption's receipt: what was handed over at `store`, and for which coupon. */
export const redemptionReceipt = (redemption: Redemption, store: string): Receipt => ({
  store, kind: msg('核销小票'), id: redemption.couponId,
  lines: [
    { label: msg('交付'), value: thing(redemption), strong: true },
    { label: msg('优惠券'), value: redemption.title },
    { label: msg('券面'), value: faceLine(redemption.face) },
    { label: msg('时间'), value: dayAndTime(redemption.redeemedAt) },
    { label: msg('券号'), value: redemption.couponId },
  ],
});

/** For paper of 58 or 80 mm: one column, black on white, nothing but the receipt. */
const PAPER = `@page{margin:3mm}
  body{margin:0 auto;max-width:72mm;font:12px/1.5 "Noto Sans CJK SC","PingFang SC",system-ui,sans-serif;color:#000;background:#fff;overflow-wrap:anywhere}
  h1{font-size:15px;margin:0;text-align:center}p{margin:0 0 2mm;text-align:center}
  dl{margin:0;border-block:1px dashed #000;padding-block:2mm}
  div{display:flex;justify-content:space-between;gap:3mm}dt{flex:none;max-width:60%}dd{margin:0;text-align:end}
  .strong{font-size:15px;font-weight:700}footer{margin-top:3mm;text-align:center}`;

/** Writes the receipt into a document of its own. */
function write(page: Document, { store, kind, id, lines }: Receipt): void {
  const put = (parent: Element, tag: string, text: string): HTMLElement => {
    const child = page.createElement(tag);
    child.textContent = text;
    parent.append(child);
    return child;
  };
  page.documentElement.lang = getLocale();
  page.title = `${store} ${id}`;
  put(page.body, 'h1', store);
  put(page.body, 'p', kind);
  const list = put(page.body, 'dl', '');
  for (const { label, value, strong } of lines) {
    const row = put(list, 'div', '');
    if (strong) row.className = 'strong';
    put(row, 'dt', label);
    put(row, 'dd', value);
  }
  put(page.body, 'footer', msg('谢谢惠顾'));
}

/**
 * Prints a receipt from a frame that `into` holds meanwhile: a page's own policy goes for it too, so its styles come as a
 * sheet and not as text in its markup.
 */
export function printReceipt(receipt: Receipt, into: ParentNode & Node): void {
  const frame = document.createElement('iframe');
  frame.className = 'printing';
  frame.title = receipt.kind;
  frame.tabIndex = -1;
  into.append(frame);
  const { contentWindow, contentDocument } = frame;
  if (!contentWindow || !contentDocument) return frame.remove();
  write(contentDocument, receipt);
  const sheet = new (contentWindow as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(PAPER);
  contentDocument.adoptedStyleSheets = [sheet];
  contentWindow.addEventListener('afterprint', () => setTimeout(() => frame.remove()), { once: true });
  contentWindow.focus();
  contentWindow.print();
}
