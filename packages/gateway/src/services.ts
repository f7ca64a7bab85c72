import type { Logger } from 'pino';
import { sandboxChannels } from './channels/sandbox.js';
import type { Services } from './context.js';
import type { Database } from './database.js';
import { EventHub } from './event/hub.js';
import { Metrics } from './metrics.js';
import { storedRandom } from './random.js';
import { sandboxIdentity } from './session/identity.js';
import { SignInGuard } from './session/sign-in-guard.js';
import type { Settings } from './settings.js';
import { sandboxSuppliers } from './suppliers/sandbox-supplier.js';
import { PinHasher } from './verification/pin-hash.js';

/** What differs between a running gateway and one under test. */
export interface ServiceParts {
  readonly db: Database;
  readonly settings: Settings;
  readonly log: Logger;
  readonly clock?: () => Date;
  readonly replace?: Partial<Services>;
}

/** Builds the services of one gateway. Nothing else makes them. */
export function createServices({ db, settings, log, clock = () => new Date(), replace = {} }: ServiceParts): Services {
  const metrics = new Metrics();
  const random = storedRandom();
  return {
    db, clock, log, settings, metrics, random,
    channels: sandboxChannels({ db, clock }),
    suppliers: sandboxSuppliers({ db, clock, metrics, log }),
    identity: sandboxIdentity,
    signInGuard: new SignInGuard(settings),
    pins: new PinHasher({ settings, random }),
    events: new EventHub(db, metrics.events, (error) => log.error({ err: error }, 'the outbox could not be read')),
    ...replace,
  };
}
