import '@tessera/elements/provider';
import '@tessera/elements/pay-code';

/** The newest code of each widget, as its gateway answered; no widget tells a page its number. */
const codes = [];
const ask = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const answer = await ask(input, init);
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.pathname === '/v1/pay-codes' && answer.ok) {
    const code = await answer.clone().json();
    codes[Number(/^w(\d+)\./.exec(url.hostname)[1])] = { number: code.number, at: Date.now() };
  }
  return answer;
};

const saysPaid = (widget) => /付款成功/.test(widget.shadowRoot.textContent);

/** Calls back as soon as the widget's own tree says that it is paid, which is a render after its event. */
function whenPaid(widget, then) {
  if (saysPaid(widget)) return then();
  const observer = new MutationObserver(() => {
    if (!saysPaid(widget)) return;
    observer.disconnect();
    then();
  });
  observer.observe(widget.shadowRoot, { subtree: true, childList: true, characterData: true });
}

/** When a widget showed each payment as paid, by the clock of this machine. */
const shown = {};
const all = globalThis.sessions.map((session, index) => {
  const provider = document.createElement('tessera-provider');
  provider.gateway = `http://w${index}.localhost:${globalThis.gatewayPort}`;
  provider.fetchSession = () => Promise.resolve(session);
  const widget = document.createElement('tessera-pay-code');
  widget.addEventListener('tessera-payment', ({ payment }) => {
    if (payment.status === 'paid') whenPaid(widget, () => { shown[payment.id] ??= Date.now(); });
  });
  provider.append(widget);
  return widget;
});

// All in view at once, as a widget out of view retires its code.
const wall = document.createElement('div');
Object.assign(wall.style, { display: 'grid', gridTemplateColumns: 'repeat(20, 360px)', gap: '8px', transform: 'scale(0.2)', transformOrigin: '0 0', width: '7400px' });
for (const widget of all) {
  const cell = document.createElement('div');
  Object.assign(cell.style, { height: '560px', overflow: 'hidden' });
  cell.append(widget.parentElement);
  wall.append(cell);
}
document.body.append(wall);

const isReady = (widget, index) => codes[index] !== undefined && widget.shadowRoot.querySelector('svg, canvas') !== null && !saysPaid(widget);

globalThis.bench = {
  shown,
  ready: () => all.filter(isReady).length,
  async code(index, fresh) {
    while (Date.now() - codes[index].at > fresh) await new Promise((resolve) => { setTimeout(resolve, 100); });
    return codes[index].number;
  },
  dismiss() {
    for (const [index, widget] of all.entries()) {
      codes[index] = undefined;
      [...widget.shadowRoot.querySelectorAll('button')].find((button) => /完成|好的|知道了/.test(button.textContent))?.click();
    }
  },
};
