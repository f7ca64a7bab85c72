import { say } from './language.js';

const names = ['home', 'coupons', 'pay', 'scan', 'rights', 'energy', 'play'] as const;
type View = (typeof names)[number];

/** What each view is called in the title. */
const titles: Readonly<Record<View, string>> = { home: '首页', coupons: '领券中心', pay: '付款码', scan: '扫一扫', rights: '权益钱包', energy: '低碳能量', play: '玩一玩' };

/** A widget's code is asked for when its view is first shown: a phone that opens the pay code loads only that. */
const widgets: Readonly<Record<Exclude<View, 'home'>, () => Promise<unknown>>> = {
  coupons: () => import('@tessera/elements/coupon-center'),
  pay: () => import('@tessera/elements/pay-code'),
  scan: () => import('@tessera/elements/scan'),
  rights: () => import('@tessera/elements/rights-wallet'),
  energy: () => import('@tessera/elements/energy-card'),
  play: () => Promise.all([import('@tessera/elements/check-in'), import('@tessera/elements/lottery'), import('@tessera/elements/invite')]),
};

/** Wide enough for all widgets at once. Must match layout.css. */
const wide = matchMedia('(min-width: 760px)');

const current = (): View => names.find((name) => location.hash === `#/${name}`) ?? 'home';

const part = (view: View): HTMLElement | null => document.querySelector(`[data-view="${view}"]`);

function show(): void {
  const view = current();
  for (const name of names) {
    const section = part(name);
    const visible = wide.matches || name === view;
    if (section) section.hidden = !visible;
    if (visible && name !== 'home') void widgets[name]();
  }
  const paying = document.querySelector<HTMLElement>('.ways');
  if (paying) paying.hidden = wide.matches || (view !== 'pay' && view !== 'scan');
  for (const tab of document.querySelectorAll('.tabs a, .ways a')) {
    // The tab for paying stands for both ways; between them it is the pair above the widget that says which.
    const mine = tab.getAttribute('href') === `#/${view}` || (view === 'scan' && tab.classList.contains('main-tab'));
    if (mine) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  document.title = `${say(titles[view])} · ${say('泉城通')}`;
}

function arrive(): void {
  show();
  if (wide.matches) part(current())?.scrollIntoView({ block: 'nearest' });
  else scrollTo(0, 0);
  document.getElementById('main')?.focus({ preventScroll: true });
}

/** Goes to a view, also when it is the one in the address already. */
export function goTo(view: View): void {
  if (current() === view) arrive();
  else location.hash = `#/${view}`;
}

/** Shows the view the address names, one at a time on a phone, all of them where there is room. */
export function startViews(): void {
  addEventListener('hashchange', arrive);
  wide.addEventListener('change', show);
  document.addEventListener('languagechange', show);
  show();
}
