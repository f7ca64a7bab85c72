import { expect } from '@open-wc/testing';
import { frameSession, type FrameSession, type Minted } from './frame-session.js';

const { signal } = new AbortController();
const ask = (session: FrameSession, reason: 'first' | 'expiring' | 'rejected' = 'first') => session.fetch({ signal, reason }).then(({ token }) => token, (error: { status?: number }) => error.status);
const minted = (token: string, life = 900_000): Minted => ({
  id: 'ses_00framesess1', subject: { kind: 'user', id: 'usr_00framesess1' }, scopes: ['energy:read'], origin: location.origin,
  issuedAt: new Date(1_000_000_000_000).toISOString(), expiresAt: new Date(1_000_000_000_000 + life).toISOString(), token,
});
const settle = () => new Promise((resolve) => setTimeout(resolve, 80));

let number = 0;
let key = '';
let popup: HTMLIFrameElement;
const real = window.open;
/** A frame's session, and what it was told of. */
const frame = () => {
  const changes: boolean[] = [];
  return { session: frameSession(key, (signedIn) => changes.push(signedIn)), changes };
};
/** The sign-in window's message, from its own window. */
const popupSays = async (message: object): Promise<void> => {
  (popup.contentWindow as Window & typeof globalThis).eval(`parent.postMessage(${JSON.stringify(message)},location.origin)`);
  await settle();
};

beforeEach(async () => {
  key = `pk_test_sessions${(number += 1)}`;
  popup = document.createElement('iframe');
  const loaded = new Promise((resolve) => popup.addEventListener('load', resolve));
  popup.src = '/embed/popup';
  document.body.append(popup);
  await loaded;
  window.open = () => popup.contentWindow;
});
afterEach(() => {
  window.open = real;
  popup.remove();
});

describe('the session of a page\'s frames', () => {
  it('is nobody\'s until somebody signs in, then all frames\' of the same key', async () => {
    const [one, other] = [frame(), frame()];
    expect(await ask(one.session)).to.equal(401);
    key = 'pk_test_somebodyelse';
    const foreign = frame();
    expect(one.session.signIn('en')).to.equal(true);
    await popupSays({ tessera: 'signed-in', session: minted('token-of-this-page') });
    expect([one.changes, other.changes, foreign.changes]).to.deep.equal([[true], [true], []]);
    expect([await ask(one.session), await ask(other.session), await ask(foreign.session)]).to.deep.equal(['token-of-this-page', 'token-of-this-page', 401]);
  });

  it('comes to a frame that is opened later', async () => {
    const first = frame();
    first.session.signIn('en');
    await popupSays({ tessera: 'signed-in', session: minted('token-for-latecomers') });
    const late = frame();
    await settle();
    expect(late.changes).to.deep.equal([true]);
    expect(await ask(late.session)).to.equal('token-for-latecomers');
  });

  it('is not passed on when it is about to end', async () => {
    const first = frame();
    first.session.signIn('en');
    await popupSays({ tessera: 'signed-in', session: minted('token-near-its-end', 20_000) });
    const late = frame();
    await settle();
    expect(late.changes).to.deep.equal([]);
  });

  it('is given once; when the gateway refuses it, the user is asked again', async () => {
    const { session, changes } = frame();
    session.signIn('en');
    await popupSays({ tessera: 'signed-in', session: minted('token-to-be-refused') });
    expect(await ask(session)).to.equal('token-to-be-refused');
    expect(await ask(session, 'expiring')).to.equal(401);
    expect(changes).to.deep.equal([true]);
    expect(await ask(session, 'rejected')).to.equal(401);
    expect(changes).to.deep.equal([true, false]);
    session.signIn('en');
    await popupSays({ tessera: 'signed-in', session: minted('token-of-the-second-time') });
    expect(await ask(session, 'rejected')).to.equal('token-of-the-second-time');
  });

  it('is not taken from a window that was not opened for it', async () => {
    const { session, changes } = frame();
    await popupSays({ tessera: 'signed-in', session: minted('token-out-of-nowhere') });
    window.postMessage({ tessera: 'signed-in', session: minted('token-out-of-nowhere') }, location.origin);
    await settle();
    expect(changes).to.deep.equal([]);
    window.open = () => null;
    expect(session.signIn('en')).to.equal(false);
  });
});
