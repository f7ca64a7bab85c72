import type { Campaign, CampaignDetail, Condition, Coupon, LotteryDraw, LotteryEntry, Position, ProblemCode } from '@tessera/contract';
import { TesseraError } from '../error.js';
import { refusalOf } from './campaign-fixtures.js';
import { drawFixture } from './draw-fixtures.js';
import { at, DAY, dayOf, fixtureId, MINUTE } from './fixture-clock.js';
import { find, paged, type Scene, type Verbs } from './scene.js';

/** Where the fake's user may stand to be inside every campaign's area: in Jinan. */
const isInJinan = ({ latitude, longitude }: Position): boolean => Math.abs(latitude - 36.66) < 0.3 && Math.abs(longitude - 117.02) < 0.3;

/** Midnight in Shanghai, `days` after the day of a moment. */
const midnight = (moment: number, days: number): number => Date.parse(`${dayOf(moment)}T00:00:00+08:00`) + days * DAY;

const spanOf = ({ validity }: Campaign, now: number): Pick<Coupon, 'validFrom' | 'validTo'> => {
  if (validity.kind === 'fixed') return { validFrom: validity.from, validTo: validity.to };
  const { days, claimDayCounts, waitDays } = validity;
  return { validFrom: at(waitDays ? midnight(now, waitDays) : now), validTo: at(midnight(now, waitDays + days + (claimDayCounts ? 0 : 1)), -1000) };
};

/** What a claim of this campaign is refused with, as the gateway would ask; undefined when it is not. */
const refusal = ({ id, standing, claimed, allowed, area, lottery }: Campaign, now: number, position: Position | undefined, entering: boolean): ProblemCode | undefined => {
  const isOpen = (moment: string | null) => moment !== null && Date.parse(moment) <= now;
  switch (standing.state) {
    case 'paused': return 'campaign_paused';
    case 'over': case 'drawn': return 'campaign_over';
    case 'upcoming': if (!isOpen(standing.opensAt)) return 'not_started'; break;
    case 'sold_out': if (!isOpen(standing.reopensAt)) return 'sold_out'; break;
    case 'period_limit': if (!isOpen(standing.opensAt)) return 'period_limit_reached'; break;
    case 'locked': return standing.step === 'verify_identity' ? 'identity_needed' : 'not_eligible';
    case 'not_eligible': return standing.reason === 'person_limit' ? 'person_limit_reached' : 'not_eligible';
  }
  if (!lottery === entering) return entering ? 'not_drawn' : 'drawn_not_claimed';
  if (claimed >= allowed) return 'limit_reached';
  if (area && !position) return 'position_needed';
  if (area && position && !isInJinan(position)) return 'outside_area';
  return refusalOf(id);
};

const change = (scene: Scene, campaignId: string, after: Partial<Campaign>): void => {
  scene.world.campaigns = scene.world.campaigns.map((one) => (one.id === campaignId ? { ...one, ...after } : one));
};

const claim = (scene: Scene, campaignId: string, position: Position | undefined): Coupon => {
  const { world, now } = scene;
  const campaign = find(scene, world.campaigns, campaignId);
  const code = refusal(campaign, now, position, false);
  if (code) scene.refuse(code);
  const { title, face, category, issuer, rules } = campaign;
  const span = spanOf(campaign, now);
  const coupon: Coupon = { id: fixtureId('cpn', 1_000 + scene.next()), campaignId, title, face, category, state: 'unused', claimedAt: at(now), ...span };
  const claimed = campaign.claimed + 1;
  change(scene, campaignId, {
    claimed, stock: { ...campaign.stock, remaining: campaign.stock.remaining - 1 },
    standing: claimed < campaign.allowed ? { state: 'claimable' } : { state: 'claimed', couponId: coupon.id },
  });
  world.coupons = [coupon, ...world.coupons];
  const usedBy = face.kind === 'exchange' || face.kind === 'gift' ? 'redemption_code' : 'payment';
  world.rights = [{ id: coupon.id, kind: 'coupon', title, category, state: 'unused', face, giver: issuer.name, ...span, weekdays: campaign.weekdays, hours: campaign.hours, usedAt: null, rules, stores: world.stores.slice(0, 3), history: [{ at: at(now), what: 'claimed', where: null }], usedBy, code: null }, ...world.rights];
  scene.tell('coupon.claimed', coupon.id);
  return coupon;
};

/** What a claim depends on, in the order the gateway asks, read back from the standing. */
const conditionsOf = ({ standing, claimed, allowed, stock, area }: Campaign): Condition[] => {
  const { state } = standing;
  const steps: Condition[] = state === 'locked' ? [{ kind: standing.step, met: false }] : [];
  const audience: Condition[] = state === 'not_eligible' && standing.reason !== 'person_limit' ? [{ kind: standing.reason, met: false }] : [];
  const person: Condition[] = state === 'not_eligible' && standing.reason === 'person_limit' ? [{ kind: 'person_limit', met: false }] : [];
  const period: Condition[] = state === 'period_limit' ? [{ kind: 'period_limit', met: false }] : [];
  return [
    { kind: 'running', met: state !== 'paused' && state !== 'over' }, { kind: 'open', met: state !== 'upcoming' }, ...audience, ...steps,
    { kind: 'user_limit', met: claimed < allowed }, ...person, ...period, { kind: 'stock', met: stock.remaining > 0 },
    ...(area ? [{ kind: 'area' as const, met: null }] : []),
  ];
};

const detailOf = (campaign: Campaign): CampaignDetail => ({
  ...campaign,
  conditions: conditionsOf(campaign),
  funders: campaign.issuer.kind === 'government'
    ? [{ ...campaign.issuer, percent: 80 }, { kind: 'bank', name: '城市生活银行', percent: 20 }] : [{ ...campaign.issuer, percent: 100 }],
});

const enter = (scene: Scene, campaignId: string, position: Position | undefined): LotteryEntry => {
  const { world, now } = scene;
  const campaign = find(scene, world.campaigns, campaignId);
  const known = world.entries[campaignId];
  if (known) return known;
  const code = refusal(campaign, now, position, true);
  if (code || !campaign.lottery) return scene.refuse(code ?? 'not_drawn');
  const { drawsAt } = campaign.lottery;
  const entry: LotteryEntry = { campaignId, ticket: fixtureId('ent', 100 + scene.next()), enteredAt: at(now), drawsAt };
  world.entries = { ...world.entries, [campaignId]: entry };
  change(scene, campaignId, { standing: { state: 'entered', drawsAt } });
  return entry;
};

const draw = (scene: Scene, campaignId: string): LotteryDraw => {
  const { lottery, standing } = find(scene, scene.world.campaigns, campaignId);
  return lottery ? drawFixture(campaignId, lottery, standing, scene.world.entries[campaignId]?.ticket) : scene.refuse('not_drawn');
};

const refusalWords = (error: unknown): { code: string; detail: string } => {
  if (!(error instanceof TesseraError)) throw error;
  return { code: error.code, detail: error.detail };
};

/** What a coupon saves at best, in fen. */
const saving = ({ face }: Campaign): number =>
  face.kind === 'amount_off' ? face.off.amount : face.kind === 'percent_off' ? face.cap?.amount ?? 0 : 0;

const sorters: Record<string, (a: Campaign, b: Campaign) => number> = {
  recommended: () => 0,
  nearest: (a, b) => (a.distanceMeters ?? Infinity) - (b.distanceMeters ?? Infinity),
  ending_soon: (a, b) => a.endsAt.localeCompare(b.endsAt),
  biggest_saving: (a, b) => saving(b) - saving(a),
};

export const couponVerbs: Omit<Verbs<'coupons'>['coupons'], 'redeem'> = {
  listCampaigns: ({ world }, input) => {
    const words = input.q?.trim();
    const fit = world.campaigns.filter((one) => (!input.city || !one.city || one.city.code === input.city) && (!input.category || one.category === input.category) && (!words || one.title.includes(words)));
    return paged(input.sort && input.sort !== 'recommended' ? fit.toSorted(sorters[input.sort]) : fit, input);
  },
  getCampaign: (scene, { campaignId }) => detailOf(find(scene, scene.world.campaigns, campaignId)),
  claim: (scene, { campaignId, position }) => claim(scene, campaignId, position),
  claimMany: (scene, { campaignIds, position }) => ({
    results: campaignIds.map((campaignId) => {
      try {
        return { campaignId, coupon: claim(scene, campaignId, position), problem: null };
      } catch (error) {
        return { campaignId, coupon: null, problem: refusalWords(error) };
      }
    }),
  }),
  enter: (scene, { campaignId, position }) => enter(scene, campaignId, position),
  getDraw: (scene, { campaignId }) => draw(scene, campaignId),
  get: (scene, { couponId }) => find(scene, scene.world.coupons, couponId),
  issueCode: (scene, { couponId }) => {
    const { state, face } = find(scene, scene.world.coupons, couponId);
    if (state !== 'unused' || !('item' in face)) scene.refuse('right_not_usable');
    const code = { couponId, code: `R7K2M9QXT48W${String(scene.next()).padStart(4, '0')}`, issuedAt: at(scene.now), expiresAt: at(scene.now, MINUTE) };
    scene.world.redemptionCodes = { ...scene.world.redemptionCodes, [code.code]: couponId };
    return code;
  },
};
