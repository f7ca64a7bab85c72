import { UsageError } from '../command.js';
import { locales } from '../locale.js';
import { addToStock, changeCampaign, type Change } from './change-campaign.js';
import { createCampaigns } from './create-campaigns.js';
import { deactivateCoupon } from './deactivate-coupon.js';
import { exportCodes, exportCoupons } from './export-coupons.js';
import { importCodes } from './import-codes.js';
import { importSegment } from './import-segment.js';
import { listCampaigns } from './list-campaigns.js';
import { reconcileSupplier } from './reconcile-supplier.js';
import { reportProgramme } from './report-programme.js';
import { showCampaign } from './show-campaign.js';
import type { OperatorContext, Told } from './told.js';

/** The flags a command may be given beside those of every command. */
export interface Flags {
  readonly 'dry-run'?: boolean | undefined;
  readonly out?: string | undefined;
  readonly svg?: string | undefined;
  readonly csv?: string | undefined;
  readonly locale?: string | undefined;
  readonly platform?: string | undefined;
  readonly reference?: string | undefined;
}

/** A command: its words, what it takes in order, the flags it knows, and a sentence of help. */
export interface Command {
  readonly words: string;
  readonly takes: readonly string[];
  readonly flags: readonly (keyof Flags)[];
  readonly help: string;
  run(ctx: OperatorContext, given: readonly string[], flags: Flags): Promise<Told>;
}

const change = (verb: Change, help: string): Command =>
  ({ words: `campaign ${verb}`, takes: ['ID'], flags: [], help, run: (ctx, [id = '']) => changeCampaign(ctx, { id, change: verb }) });

/** Everything an operator can ask for. */
export const commands: readonly Command[] = [
  {
    words: 'campaign create', takes: ['FILE.json'], flags: ['dry-run'], help: 'create the campaigns of a file as drafts, all or none; --dry-run only judges it',
    run: (ctx, [path = ''], flags) => createCampaigns(ctx, { path, dryRun: flags['dry-run'] === true }),
  },
  { words: 'campaign list', takes: [], flags: [], help: 'every campaign with its phase and what is left', run: (ctx) => listCampaigns(ctx) },
  { words: 'campaign show', takes: ['ID'], flags: [], help: 'its rules, stock, coupons and everything done to it', run: (ctx, [id = '']) => showCampaign(ctx, { id }) },
  change('activate', 'let a draft run from its opening on'),
  change('pause', 'show it and give nothing'),
  change('resume', 'give again'),
  change('end', 'end it now; what was claimed stays good'),
  change('recall', 'end it and take every unused coupon back'),
  {
    words: 'campaign stock', takes: ['ID', '+N'], flags: ['reference'], help: 'put more coupons into it; the same --reference adds once',
    run: (ctx, [id = '', amount = ''], flags) => addToStock(ctx, { id, amount, reference: flags.reference ?? `operator/${Buffer.from(ctx.random(9)).toString('base64url')}` }),
  },
  { words: 'campaign export', takes: ['ID'], flags: ['out'], help: 'its coupons with their states, to --out FILE.csv', run: (ctx, [id = ''], flags) => exportCoupons(ctx, { id, out: needed('out', flags.out) }) },
  { words: 'codes import', takes: ['POOL', 'FILE.csv'], flags: [], help: "put a file's codes into a campaign's pool, or into benefit/<code>; all or none", run: (ctx, [pool = '', path = '']) => importCodes(ctx, { pool, path }) },
  { words: 'codes export', takes: ['POOL'], flags: ['out'], help: "a pool's codes with who has them, to --out FILE.csv", run: (ctx, [pool = ''], flags) => exportCodes(ctx, { pool, out: needed('out', flags.out) }) },
  {
    words: 'segment import', takes: ['NAME', 'FILE.csv'], flags: ['platform'], help: 'add users to a segment: user ids, or what --platform plt_… calls them',
    run: (ctx, [name = '', path = ''], flags) => importSegment(ctx, { name, path, platformId: flags.platform }),
  },
  {
    words: 'programme report', takes: ['ID'], flags: ['svg', 'csv', 'locale'], help: 'issued, redeemed, discount, spend and leverage; --svg FILE draws it, --csv FILE lists it',
    run: (ctx, [id = ''], { svg, csv, locale = 'zh-CN' }) => reportProgramme(ctx, { id, svg, csv, locale: localeOf(locale) }),
  },
  { words: 'reconcile', takes: ['SUPPLIER', 'DAY'], flags: ['out'], help: "a supplier's day against ours, differences to --out FILE.csv; ends with 1 when there are any", run: (ctx, [supplier = '', day = ''], flags) => reconcileSupplier(ctx, { supplier, day, out: flags.out }) },
  { words: 'coupon deactivate', takes: ['ID'], flags: [], help: 'take one coupon back from its user', run: (ctx, [id = '']) => deactivateCoupon(ctx, { id }) },
];

function needed(flag: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`Say where to write with --${flag} FILE.csv.`);
  return value;
}

function localeOf(text: string) {
  const found = locales.find((locale) => locale === text);
  if (found === undefined) throw new UsageError(`--locale is one of ${locales.join(', ')}; ${JSON.stringify(text)} came.`);
  return found;
}
