import { expect } from '@open-wc/testing';
import { createFakeClient } from '@tessera/client/testing';
import type { EventStatus } from '@tessera/client';
import { LitElement } from 'lit';
import { FakeClock } from '../testing/fake-clock.js';
import { RefreshOnController } from './refresh-on.js';

class Host extends LitElement {
  refreshed = 0;
  readonly client = createFakeClient();
  /** Says what the stream says of itself. */
  say: (status: EventStatus) => void = () => undefined;
  readonly on = new RefreshOnController(this, () => this.client, (type) => type.startsWith('coupon.'));

  constructor() {
    super();
    const { subscribe } = this.client.events;
    Object.assign(this.client.events, {
      subscribe: (...[listener, options]: Parameters<typeof subscribe>) => {
        this.say = (status) => options?.onStatus?.(status);
        return subscribe(listener, options);
      },
    });
  }

  refresh(): Promise<void> {
    this.refreshed += 1;
    return Promise.resolve();
  }
}
customElements.define('test-refresh-on', Host);

const acting = (isActive: boolean) => Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { isActive } });

describe('a widget that refreshes on events', () => {
  let clock: FakeClock;
  let host: Host;

  beforeEach(async () => {
    clock = new FakeClock();
    host = new Host();
    document.body.append(host);
    await clock.settle();
  });
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'userActivation');
    host.remove();
    clock.restore();
  });

  it('does so once for facts in a row, and not for its own or another\'s', async () => {
    host.on.own.add('cpn_own');
    for (const [type, subjectId] of [['coupon.claimed', 'cpn_own'], ['energy.collected', 'nrg_1']] as const) host.client.emit({ type, subjectId });
    await clock.advance(500);
    expect(host.refreshed).to.equal(0);
    for (const subjectId of ['cpn_1', 'cpn_2', 'cpn_own']) host.client.emit({ type: 'coupon.claimed', subjectId });
    await clock.advance(500);
    expect(host.refreshed).to.equal(1);
  });

  it('does so when the stream comes after a user has acted, and only then', async () => {
    acting(true);
    host.say('live');
    expect(host.refreshed, 'the stream was there at once').to.equal(0);
    await clock.advance(50);
    host.say('offline');
    acting(false);
    host.say('live');
    expect(host.refreshed, 'nobody has acted').to.equal(0);
    acting(true);
    host.say('live');
    expect(host.refreshed).to.equal(1);
  });
});
