import type { MerchantCode, PayCode } from '@tessera/contract';
import { at, fixtureId, MINUTE } from './fixture-clock.js';
import { merchantPayload } from './merchant-fixtures.js';
import type { Scene, Verbs } from './scene.js';
import { codeNumber, offlineFixture } from './verification-fixtures.js';

const usableSource = (scene: Scene, sourceId: string | undefined) => {
  const source = scene.world.options.sources.find((one) => (sourceId ? one.id === sourceId : !one.unusable));
  return !source || source.unusable ? scene.refuse('funding_source_unusable') : source;
};

export const payCodeVerbs: Verbs<'payCodes'>['payCodes'] = {
  issue: (scene, input) => {
    const { world, now } = scene;
    const source = usableSource(scene, input.sourceId);
    const months = input.months ?? null;
    if (months !== null && !source.instalments?.rates.some((rate) => rate.months === months)) scene.refuse('instalments_unavailable');
    const serial = scene.next();
    const number = codeNumber(serial);
    const code: PayCode = { id: fixtureId('pyc', serial), number, payload: number, sourceId: source.id, coupon: input.coupon ?? 'auto', points: input.points ?? false, months, issuedAt: at(now), expiresAt: at(now, MINUTE) };
    world.payCodes = [...world.payCodes.filter((one) => one.id !== input.replaces), code];
    return code;
  },
  retire: ({ world }, { payCodeId }) => void (world.payCodes = world.payCodes.filter((one) => one.id !== payCodeId)),
  issueOffline: (scene, { sourceId }) => {
    const source = usableSource(scene, sourceId);
    if (source.kind === 'quick_loan') scene.refuse('funding_source_unusable');
    return (scene.world.offline = offlineFixture(scene.now, source.id, scene.next()));
  },
  revokeOffline: ({ world }, { batchId }) => void (world.offline = world.offline?.id === batchId ? null : world.offline),
};

export const merchantCodeVerbs: Verbs<'merchantCodes'>['merchantCodes'] = {
  issue: (scene, { amount, orderReference }) => {
    const { world, now } = scene;
    const { id, name } = world.stores[0] ?? scene.refuse('not_found');
    const payload = merchantPayload(id, amount?.amount, amount ? `62140510${String(scene.next()).padStart(10, '0')}` : '');
    const code: MerchantCode = { payload, store: { id, name }, amount: amount ? { ...amount } : null, orderReference: orderReference ?? null, expiresAt: amount ? at(now, 5 * MINUTE) : null };
    world.merchantOrders = { ...world.merchantOrders, [payload]: { scheme: 'tessera', store: code.store, fixed: !amount, amount: code.amount, tip: null, orderReference: code.orderReference, purpose: null } };
    return code;
  },
  read: (scene, { payload }) => {
    if (Object.hasOwn(scene.world.takenPayloads, payload)) scene.refuse('merchant_code_ended');
    return scene.world.merchantOrders[payload] ?? scene.refuse(payload.startsWith('000201') ? 'merchant_code_unsupported' : 'merchant_code_malformed');
  },
};
