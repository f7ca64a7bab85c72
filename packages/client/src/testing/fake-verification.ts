import type { Verification } from '@tessera/contract';
import { at, fixtureId } from './fixture-clock.js';
import type { Scene, Verbs } from './scene.js';
import { passkeyCreationFixture, PIN_TRIES } from './verification-fixtures.js';

const change = ({ world }: Scene, to: Partial<Verification>): Verification => (world.verification = { ...world.verification, ...to });

/** Holds a PIN against the world's; five wrong ones lock it. */
export const provePin = (scene: Scene, pin: string): void => {
  const { verification } = scene.world;
  if (verification.pin === 'unset') scene.refuse('pin_unset');
  if (verification.pin === 'locked') scene.refuse('pin_locked');
  if (pin === scene.world.pin) return void change(scene, { pinTriesLeft: PIN_TRIES });
  const pinTriesLeft = verification.pinTriesLeft - 1;
  change(scene, pinTriesLeft > 0 ? { pinTriesLeft } : { pinTriesLeft, pin: 'locked' });
  return scene.refuse(pinTriesLeft > 0 ? 'pin_wrong' : 'pin_locked');
};

const simple = (pin: string): boolean => /^(\d)\1+$/.test(pin) || '01234567890'.includes(pin) || '09876543210'.includes(pin) || /^(\d{2,3})\1+$/.test(pin);

export const verificationVerbs: Verbs<'verification'>['verification'] = {
  get: ({ world }) => world.verification,
  sendPhoneCode: (scene) => {
    if (scene.world.verification.phone === null) scene.refuse('phone_unknown');
  },
  setPin: (scene, { pin, proof }) => {
    if (proof.method === 'pin') provePin(scene, proof.pin);
    else if (proof.code !== '888888') scene.refuse('phone_code_wrong');
    if (simple(pin)) scene.refuse('pin_too_simple');
    scene.world.pin = pin;
    return change(scene, { pin: 'set', pinTriesLeft: PIN_TRIES });
  },
  requestPasskey: (scene, { pin }) => {
    provePin(scene, pin);
    return passkeyCreationFixture();
  },
  addPasskey: (scene, { name }) => {
    const passkey = { id: fixtureId('psk', 1_000 + scene.next()), name, createdAt: at(scene.now), lastUsedAt: null };
    return change(scene, { passkeys: [...scene.world.verification.passkeys, passkey] });
  },
  removePasskey: (scene, { passkeyId }) => void change(scene, { passkeys: scene.world.verification.passkeys.filter(({ id }) => id !== passkeyId) }),
};
