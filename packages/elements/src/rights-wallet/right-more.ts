import type { RightDetail } from '@tessera/contract';
import { html, nothing } from 'lit';
import { dayAndTime, distance } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { timesWords } from '../times.js';
import type { Part } from '../widget.js';

type Fact = RightDetail['history'][number]['what'];

function factWord(what: Fact): string {
  switch (what) {
    case 'claimed': return msg('已领取');
    case 'granted': return msg('获得');
    case 'fulfilled': return msg('供应商已发放');
    case 'failed': return msg('发放失败');
    case 'locked': return msg('付款占用');
    case 'released': return msg('付款未成，已释放');
    case 'used': return msg('已使用');
    case 'returned': return msg('已退回');
    case 'expired': return msg('已过期');
    case 'recalled': return msg('发券方收回');
    case 'refunded': return msg('已退款');
  }
}

/** When a right is good, its rules, its stores and what happened to it. */
export function rightMore(right: RightDetail): Part {
  const { rules, stores, history, validFrom, validTo } = right;
  const times = timesWords(right);
  return html`
    <section><h3>${msg('有效期')}</h3><p>${dayAndTime(validFrom)} – ${dayAndTime(validTo)}</p>${times ? html`<p>${msg(str`${times}可用`)}</p>` : nothing}</section>
    ${rules.length ? html`<section><h3>${msg('使用规则')}</h3><ul>${rules.map((rule) => html`<li>${rule}</li>`)}</ul></section>` : nothing}
    ${stores.length ? html`<section><h3>${msg('可用门店')}</h3><ul class="plain">${stores.map(({ name, address, distanceMeters }) =>
      html`<li><span>${name}<small>${address}</small></span>${distanceMeters === null ? nothing : html`<small>${msg(str`距市中心${distance(distanceMeters)}`)}</small>`}</li>`)}</ul></section>` : nothing}
    ${history.length ? html`<section><h3>${msg('记录')}</h3><ol class="plain">${history.map(({ at, what, where }) =>
      html`<li><span>${factWord(what)}${where ? html`<small>${where}</small>` : nothing}</span><small>${dayAndTime(at)}</small></li>`)}</ol></section>` : nothing}`;
}
