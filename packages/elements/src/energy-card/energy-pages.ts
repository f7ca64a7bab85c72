import type { Energy, Ride } from '@tessera/contract';
import { css, html, nothing, type TemplateResult } from 'lit';
import { day, distance, integer, time } from '../format.js';
import { msg, str } from '../locale/localize.js';
import { listStyles } from '../styles/list.styles.js';
import { byUrgency, modeIcon, rideWords, waitWords } from './ride-words.js';

export const pageStyles = css`
  ${listStyles}
  .page,.page section{display:grid;gap:6px}.page{gap:16px}
  h3{font-size:14.5px;font-weight:600}
  p{text-wrap:pretty}
`;

/** What a button starts. */
type Act = () => Promise<void>;

const moment = (at: string): string => `${day(at)} ${time(at)}`;

const invitation = (agree: Act): TemplateResult => html`<section class="panel">
  <h3>${msg('还没有开启出行数据')}</h3>
  <p>${msg('开启后才有出行记录和能量。只用方式、线路和里程，不读取定位，不保存轨迹，随时可以撤回。')}</p>
  <div class="acts"><button class="button soft" part="action" @click=${agree}>${msg('同意并开启')}</button></div>
</section>`;

/** Asks for the separate consent to ride data; saying no costs nothing. */
export const consentPanel = (agree: Act, notNow: () => void): TemplateResult => html`
  <div class="panel page" role="group" aria-labelledby="consent">
    <section>
      <h3 id="consent">${msg('让出行变成能量？')}</h3>
      <p>${msg('需要你单独同意：出行服务商把每次绿色出行的方式、线路和里程告诉我们，只用来计算减排克数。不读取定位，不保存轨迹，随时可以撤回。')}</p>
      <small>${msg('不同意也可以照常签到。')}</small>
    </section>
    <div class="acts">
      <button class="button" part="action" @click=${agree}>${msg('同意并开启')}</button>
      <button class="button soft" @click=${notNow}>${msg('暂不')}</button>
    </div>
  </div>`;

/** What was ridden, newest first, and the energy still waiting for the user. */
export const ridesPage = (
  energy: Energy,
  rides: { readonly items: readonly Ride[]; readonly nextCursor: string | null } | undefined,
  { now, more, agree }: { readonly now: number; readonly more: () => void; readonly agree: Act },
): TemplateResult => html`<div class="page energy tone">
  ${energy.consent ? nothing : invitation(agree)}
  ${energy.bubbles.length ? html`<section>
    <h3>${msg('待收取的能量')}</h3>
    <ul class="rows">${byUrgency(energy.bubbles).map((bubble) => html`<li>
      <span class="tile">${modeIcon(bubble.mode)}</span>
      <div><b>${rideWords(bubble)}</b><small>${bubble.ripe ? msg(str`${moment(bubble.lapsesAt)} 失效`) : msg(str`${moment(bubble.ripeAt)} 成熟`)} · ${waitWords(bubble, now)}</small></div>
      <b>${integer(bubble.grams)}g</b>
    </li>`)}</ul>
  </section>` : nothing}
  <section aria-busy=${!rides}>
    <h3>${msg('出行记录')}</h3>
    ${!rides ? html`<div class="bone chart"></div>` : rides.items.length ? html`<ul class="rows">${rides.items.map((ride) => html`<li>
      <span class="tile">${modeIcon(ride.mode)}</span>
      <div><b>${rideWords(ride)}</b><small>${day(ride.endedAt)} · ${ride.city.name} · ${distance(ride.distanceMeters)}</small><small>${msg(str`核算版本 ${ride.method}`)}</small></div>
      <b>${integer(ride.grams)}g</b>
    </li>`)}</ul>` : html`<p><small>${msg('还没有出行。坐公交地铁、骑车或步行之后会记在这里。')}</small></p>`}
    ${rides?.nextCursor ? html`<div class="acts"><button class="button soft" @click=${more}>${msg('更多')}</button></div>` : nothing}
  </section>
</div>`;

/** How the grams come about, and where ride data is agreed to and taken back. */
export const guidePage = (
  { method, consent, tree }: Energy,
  { asking, ask, withdraw, agree }: { readonly asking: boolean; readonly ask: (asking: boolean) => void; readonly withdraw: Act; readonly agree: Act },
): TemplateResult => html`<div class="page energy tone">
  <section>
    <h3>${msg('克数怎么算')}</h3>
    <p>${msg('一次出行的减排量 = 里程 ×（小汽车每公里排放 − 这种方式每公里排放），按克取整，不足的不算。')}</p>
    <small>${msg(str`方法：${method.title}，版本 ${method.version}`)}</small>
    <small>${msg(str`来源：${method.source}`)}</small>
  </section>
  <section>
    <h3>${msg('什么时候能收')}</h3>
    <p>${msg('骑行和步行到达后就能收。公交和地铁要等运营方对账，约两天后成熟。成熟后 7 天内没有收取就会失效。')}</p>
  </section>
  <section>
    <h3>${msg('树怎么长')}</h3>
    <p>${msg(str`收取的能量和签到都会长成树上的砖，攒满 ${integer(tree.costGrams)} 克，一棵${tree.name}就长成了。`)}</p>
  </section>
  ${consent ? html`<section>
    <h3>${msg('出行数据')}</h3>
    <p>${msg('你已同意使用出行的方式、线路和里程来计算减排。撤回后不再读取，还没收取的出行能量不能再收；已经收取的和过去的出行记录不变。')}</p>
    <div class="acts">${asking
      ? html`<button class="button" part="action" @click=${withdraw}>${msg('确认撤回')}</button><button class="button soft" @click=${() => ask(false)}>${msg('保持开启')}</button>`
      : html`<button class="button soft" @click=${() => ask(true)}>${msg('撤回同意')}</button>`}</div>
  </section>` : invitation(agree)}
</div>`;
