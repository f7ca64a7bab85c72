import type { CampaignFile, CampaignRules } from '@tessera/contract';
import type { CampaignFault } from './campaign-refused.js';

type Fault = readonly [path: string, expected: string, came: string];

/** What a file's campaigns say that contradicts itself, as far as the file alone can tell. */
export function faultsOfFile({ programme, campaigns }: CampaignFile): CampaignFault[] {
  const ids = campaigns.flatMap(({ id }) => id ?? []);
  const schedules = new Set(campaigns.filter(countsRoundsTogether).map(({ opensAt, rounds }) => `${opensAt} ${rounds?.at ?? ''} ${rounds?.everyHours ?? ''}`));
  return campaigns.flatMap((rules, place) => {
    const faults: Fault[] = [...ofTimes(rules), ...ofLottery(rules), ...ofMoney(rules), ...ofCodes(rules)];
    for (const [at, limit] of rules.limits.entries()) {
      if (limit.over === 'programme' && programme === null) faults.push([`/limits/${at}/over`, 'a programme in the file, for a limit over all its tiers', 'none']);
      if (limit.within === 'round' && rules.rounds === null) faults.push([`/limits/${at}/within`, 'rounds in the campaign, for a limit by round', 'none']);
    }
    if (schedules.size > 1 && countsRoundsTogether(rules)) faults.push(['/rounds', 'the same opening and rounds for all tiers that count a round together', 'different ones']);
    if (rules.id !== undefined && ids.indexOf(rules.id) !== ids.lastIndexOf(rules.id)) faults.push(['/id', 'an id of its own', `${rules.id} more than once`]);
    return faults.map(([path, expected, came]) => ({ path: `#/campaigns/${place}${path}`, expected, came }));
  });
}

const countsRoundsTogether = ({ limits }: CampaignRules): boolean => limits.some(({ within, over }) => within === 'round' && over === 'programme');

const isBefore = (first: string, second: string): boolean => Date.parse(first) < Date.parse(second);

function ofTimes({ opensAt, endsAt, rounds, validity, hours }: CampaignRules): Fault[] {
  const faults: Fault[] = [];
  if (!isBefore(opensAt, endsAt)) faults.push(['/endsAt', `a time after opensAt (${opensAt})`, endsAt]);
  if (rounds !== null && !(isBefore(opensAt, rounds.at) && isBefore(rounds.at, endsAt))) faults.push(['/rounds/at', `a time between opensAt (${opensAt}) and endsAt (${endsAt})`, rounds.at]);
  if (validity.kind === 'fixed' && !isBefore(validity.from, validity.to)) faults.push(['/validity/to', `a time after from (${validity.from})`, validity.to]);
  if (validity.kind === 'fixed' && !isBefore(opensAt, validity.to)) faults.push(['/validity/to', `a time after opensAt (${opensAt})`, validity.to]);
  if (validity.kind === 'relative' && validity.claimDayCounts && validity.waitDays > 0) faults.push(['/validity/waitDays', '0 where the claim day counts', `${validity.waitDays}`]);
  for (const [place, { from, to }] of (hours ?? []).entries()) if (from >= to) faults.push([`/hours/${place}/to`, `an hour after ${from}`, to]);
  return faults;
}

function ofLottery({ mode, drawsAt, opensAt, endsAt, rounds }: CampaignRules): Fault[] {
  if (mode !== 'lottery') return drawsAt === undefined ? [] : [['/drawsAt', 'nothing where no draw is held', drawsAt]];
  if (drawsAt === undefined) return [['/drawsAt', 'the time of the draw', 'nothing']];
  const faults: Fault[] = [];
  if (!(isBefore(opensAt, drawsAt) && isBefore(drawsAt, endsAt))) faults.push(['/drawsAt', `a time between opensAt (${opensAt}) and endsAt (${endsAt})`, drawsAt]);
  if (rounds !== null) faults.push(['/rounds', 'null for a lottery: its stock is drawn once', 'rounds']);
  return faults;
}

function ofMoney({ face, worth, budget, funders }: CampaignRules): Fault[] {
  const faults: Fault[] = [];
  const isThing = face.kind === 'exchange' || face.kind === 'gift';
  if (isThing && worth === undefined) faults.push(['/worth', `what one ${face.kind} is worth`, 'nothing']);
  if (face.kind === 'amount_off' && face.off.amount === 0) faults.push(['/face/off/amount', 'more than 0', '0']);
  if (face.kind === 'percent_off' && face.cap === null && budget !== null) faults.push(['/face/cap', 'a cap, for a budget to set aside', 'null']);
  const sum = funders.reduce((total, { percent }) => total + percent, 0);
  if (funders.length > 0 && sum !== 100) faults.push(['/funders', 'percentages that sum to 100', `${sum}`]);
  return faults;
}

function ofCodes({ importedCodes, stock, rounds }: CampaignRules): Fault[] {
  if (!importedCodes) return [];
  const faults: Fault[] = [];
  if (stock !== 0) faults.push(['/stock', '0 where codes are imported: the import fills the stock', `${stock}`]);
  if (rounds !== null) faults.push(['/rounds', 'null where codes are imported', 'rounds']);
  return faults;
}
