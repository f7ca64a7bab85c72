import type { Checked, Claimant } from './conditions.js';
import type { Counter } from './limits.js';
import type { Offer } from './offer.js';
import type { Counts } from './tally.js';

/** What a user, and the person behind the account, may still have. */
export function ofLimits(offer: Offer, user: Claimant, counts: Counts): Checked[] {
  const spent = (counter: Counter) => counts(counter) >= counter.most;
  const own = user.counters.filter(({ of }) => of === 'user' || of === 'person');
  const ever = own.find((counter) => counter.of === 'user' && counter.within === 'ever' && spent(counter));
  const checked: Checked[] = [{
    kind: 'user_limit', met: user.claimed < offer.allowed && ever === undefined, code: 'limit_reached',
    detail: ever === undefined ? `This user has claimed ${user.claimed} of ${offer.allowed} allowed.` : `This user has claimed all ${ever.most} that are allowed together.`,
  }];
  const persons = own.filter((counter) => counter.of === 'person' && counter.within === 'ever');
  if (persons.length > 0 || user.entered === true) {
    checked.push({ kind: 'person_limit', met: !persons.some(spent) && user.entered !== true, code: 'person_limit_reached', detail: 'All accounts of the person together have claimed what one person may have.' });
  }
  const periods = own.filter((counter) => counter.within !== 'ever');
  if (periods.length > 0) {
    const full = periods.filter(spent);
    const again = full.some((counter) => counter.again === null) ? null : latest(full);
    checked.push({
      kind: 'period_limit', met: full.length === 0, code: 'period_limit_reached', again,
      detail: `All that is allowed for this day or round has been claimed${again === null ? '.' : `; more may be claimed from ${again.toISOString()}.`}`,
    });
  }
  return checked;
}

/** What is left for anybody: of the stock, and of what the campaign gives in a day or round. */
export function ofStock(offer: Offer, user: Claimant, counts: Counts, now: Date): Checked {
  const full = user.counters.filter((counter) => counter.of === 'campaign' && counts(counter) >= counter.most);
  const reopens = offer.reopens_at !== null && offer.reopens_at > now && offer.reopens_at < offer.ends_at ? offer.reopens_at : null;
  const empty = offer.remaining <= 0;
  const again = (empty && reopens === null) || full.some((counter) => counter.again === null) ? null : latest([...full, ...(empty ? [{ again: reopens }] : [])]);
  return { kind: 'stock', met: !empty && full.length === 0, code: 'sold_out', detail: 'No coupon of this campaign is left.', again };
}

const latest = (waits: readonly { readonly again: Date | null }[]): Date | null =>
  waits.reduce<Date | null>((late, { again }) => (again !== null && (late === null || again > late) ? again : late), null);
