import type { CampaignRules } from '@tessera/contract';
import type { CampaignDraft } from './campaign-draft.js';

const digitsOf = (weekdays: readonly number[]): string => [...new Set(weekdays)].sort().join('');

/** A campaign's rules as the row that will be written; a draft until somebody activates it. */
export function draftOf(rules: CampaignRules, id: string, programmeId: string | null): CampaignDraft {
  const { stores, rounds, audience, refund } = rules;
  return {
    id, programmeId, title: rules.title, face: rules.face, category: rules.category, issuer: rules.issuer, city: rules.city,
    scope: Array.isArray(stores) ? 'listed' : stores, storeIds: Array.isArray(stores) ? [...new Set(stores)] : [],
    state: 'draft', mode: rules.mode, opensAt: new Date(rules.opensAt), endsAt: new Date(rules.endsAt), drawsAt: rules.drawsAt === undefined ? null : new Date(rules.drawsAt),
    stock: rules.stock, round: rounds?.title ?? null, reopen: rounds === null ? null : { at: new Date(rounds.at), hours: rounds.everyHours, stock: rounds.stock },
    budget: rules.budget?.amount ?? null, allowed: rules.allowed, limits: rules.limits, fuse: rules.fuse, importedCodes: rules.importedCodes,
    audience: audience.step ?? 'all', newWithinDays: audience.newWithinDays ?? null, segment: audience.segment ?? null, area: rules.area,
    validity: rules.validity, weekdays: rules.weekdays === null ? null : digitsOf(rules.weekdays), hours: rules.hours, payWith: rules.payWith,
    presentedBy: rules.presentedBy, alone: rules.stacksWith === 'none', remindHours: rules.remindHours,
    refundPolicy: refund.full === 'return_once' ? 'return' : refund.full, partialRefund: refund.partial, funders: rules.funders,
    rules: rules.rules, rank: rules.rank, ...(rules.worth === undefined ? {} : { worth: rules.worth.amount }),
  };
}
