import type { SessionRequest } from '@tessera/client';

/** A session as signing in made it. The type is the contract's, reached through the client. */
export type Minted = Awaited<ReturnType<import('@tessera/client').ClientOptions['fetchSession']>>;

/** What the popup and the frame say to each other, both on the gateway's origin. */
export type PopupSays = { readonly tessera: 'sign-in-open' } | { readonly tessera: 'signed-in'; readonly session: Minted };
export interface FrameSays {
  readonly tessera: 'sign-in';
  readonly publishableKey: string;
  readonly locale: string;
}

export interface FrameSession {
  /** For the client: the session in hand. Rejects like a page whose server says that nobody is signed in. */
  fetch(request: SessionRequest): Promise<Minted>;
  /** Opens the sign-in window; call it from a click. False when the browser blocked it. */
  signIn(locale: string): boolean;
}

/** Milliseconds left below which a session is not worth passing on. */
const WORTHWHILE = 30_000;
/** Milliseconds left at which a session counts as ended. */
const ENDING = 1_000;

/**
 * The session of all frames of one key on one page: signing in for one signs in the others. It lives in memory only,
 * passed on over a channel that reaches this origin's own frames and nobody else. `onChange` tells that there is one, or
 * none any more.
 */
export const frameSession = (publishableKey: string, onChange: (signedIn: boolean) => void): FrameSession => {
  let held: { readonly session: Minted; readonly until: number; given: boolean } | undefined;
  let popup: Window | null = null;
  let locale = '';
  const channel = new BroadcastChannel(`tessera-session ${publishableKey}`);
  const left = () => (held ? held.until - performance.now() : 0);

  const take = (session: Minted, life = Date.parse(session.expiresAt) - Date.parse(session.issuedAt)) => {
    held = { session, until: performance.now() + life, given: false };
    onChange(true);
  };
  channel.onmessage = ({ data }: MessageEvent<{ ask?: true; session?: Minted; left?: number }>) => {
    if (data.ask && held && left() > WORTHWHILE) channel.postMessage({ session: held.session, left: left() });
    // The one in hand may come again, in answer to another frame, and look longer by the time it was under way.
    if (data.session && data.left && data.session.token !== held?.session.token && data.left > left()) take(data.session, data.left);
  };
  channel.postMessage({ ask: true });

  addEventListener('message', ({ data, source, origin }: MessageEvent<PopupSays | null>) => {
    if (!popup || source !== popup || origin !== location.origin || !data) return;
    if (data.tessera === 'sign-in-open') popup.postMessage({ tessera: 'sign-in', publishableKey, locale } satisfies FrameSays, location.origin);
    if (data.tessera === 'signed-in') {
      popup = null;
      take(data.session);
      channel.postMessage({ session: data.session, left: left() });
    }
  });

  return {
    async fetch({ reason }) {
      if (held && !held.given && left() > 0) {
        held.given = true;
        return held.session;
      }
      // The gateway refused it, or it has ended: nothing here can renew it, so the user is asked.
      if (held && (reason === 'rejected' || left() < ENDING)) {
        held = undefined;
        onChange(false);
      }
      throw Object.assign(new Error('Nobody is signed in.'), { status: 401 });
    },
    signIn(next) {
      locale = next;
      if (popup && !popup.closed) {
        popup.focus();
        return true;
      }
      popup = open('/sign-in', '', 'popup,width=400,height=620');
      return popup !== null;
    },
  };
};
