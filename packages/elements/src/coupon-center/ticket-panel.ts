import type { Campaign, Store } from '@tessera/contract';
import { html, nothing } from 'lit';
import { dayAndTime, distance } from '../format.js';
import { msg, str } from '../locale/localize.js';
import type { Part } from '../widget.js';
import type { UnlockStep } from './events.js';

const span = ({ validity }: Campaign): string =>
  validity.kind === 'relative' ? msg(str`领取当天算第一天，共 ${validity.days} 天`) : `${dayAndTime(validity.from)} – ${dayAndTime(validity.to)}`;

const row = (term: string, text: string): Part => html`<dt>${term}</dt><dd>${text}</dd>`;

/** The whole of a campaign's rules; `stores` are the nearest few, once they are known. */
export function rulesPanel(campaign: Campaign, stores: readonly Store[]): Part {
  const { issuer, city, round, allowed, claimed, endsAt, rules } = campaign;
  return html`<dl>
      ${row(issuer.kind === 'government' ? msg('发放单位') : msg('提供方'), issuer.name)}
      ${row(msg('城市'), city?.name ?? msg('全国通用'))}
      ${round ? row(msg('场次'), `${round.title} · ${dayAndTime(round.opensAt)}`) : nothing}
      ${row(msg('每人限领'), msg(str`${allowed} 张，已领 ${claimed} 张`))}
      ${row(msg('有效期'), span(campaign))}
      ${row(msg('领取截止'), dayAndTime(endsAt))}
      ${stores.map((store, index) => row(index ? '' : msg('附近门店'), [store.name, store.distanceMeters === null ? '' : distance(store.distanceMeters)].filter(Boolean).join(' · ')))}
    </dl>
    ${rules.length ? html`<ul>${rules.map((rule) => html`<li>${rule}</li>`)}</ul>` : nothing}`;
}

/** What the step that opens a campaign is; after `onGo` found nobody to lead there, `stayed` says where it is taken. */
export function stepPanel(step: UnlockStep, stayed: boolean, onGo: () => void, onDone: () => void): Part {
  const wallet = step === 'open_wallet';
  return html`<b>${wallet ? msg('开通数字人民币钱包') : msg('绑定一张信用卡')}</b>
    <p>${wallet ? msg('这张券只发给已开通钱包的用户。开通免费，用手机号即可，约一分钟。') : msg('这张券只发给持卡用户。绑定本人名下的信用卡后即可领取。')}</p>
    ${stayed
      ? html`<p>${wallet ? msg('请在所在应用的“钱包”里开通，完成后回到这里。') : msg('请在所在应用的“银行卡”里绑定，完成后回到这里。')}</p>
        <button class="button soft" @click=${onDone}>${msg('我已完成，刷新')}</button>`
      : html`<button class="button" @click=${onGo}>${wallet ? msg('去开通') : msg('去绑卡')}</button>`}`;
}
