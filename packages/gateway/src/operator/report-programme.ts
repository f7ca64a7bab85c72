import { writeFileSync } from 'node:fs';
import { writeCsv } from '../csv.js';
import { shardOf } from '../id.js';
import type { Locale } from '../locale.js';
import { drawReport } from './report-chart.js';
import { leverageOf, ratioOf, readReport, type Figures, type ProgrammeReport } from './report.js';
import { exactMoney, leverage, percent, reportWords } from './report-words.js';
import { table } from './table.js';
import { Refused, type OperatorContext, type Told } from './told.js';

export interface ReportInput { readonly id: string; readonly locale: Locale; readonly svg: string | undefined; readonly csv: string | undefined }

/** What a programme came to: issued, redeemed, discount, spend and leverage, in all, for each tier and for each day; as a chart and a CSV file where asked. */
export async function reportProgramme(ctx: OperatorContext, { id, locale, svg, csv }: ReportInput): Promise<Told> {
  const programme = await ctx.db.selectFrom('programme').select(['id', 'title']).where('shard_key', '=', shardOf(id)).where('id', '=', id).executeTakeFirst();
  if (programme === undefined) throw new Refused(`There is no programme ${id}; \`campaign list --json\` names each campaign's programme.`);
  const report = await readReport(ctx.db, programme);
  if (svg !== undefined) writeFileSync(svg, drawReport(report, locale));
  if (csv !== undefined) writeFileSync(csv, csvOf(report));
  const words = reportWords[locale];
  const row = (name: string, figures: Figures, ratio: string) => [
    name, figures.issued, figures.redeemed, ratio, exactMoney(figures.discount), exactMoney(figures.government), exactMoney(figures.spend), leverage(leverageOf(figures)),
  ];
  const titleOf = (title: ProgrammeReport['title']) => title[locale] ?? title['zh-CN'] ?? '';
  const columns = [words.issued, words.redeemed, words.ratio, words.discount, words.government, words.spend, words.leverage];
  return {
    lines: [
      titleOf(report.title), '',
      ...table([words.tier, ...columns], [...report.tiers.map((tier) => row(titleOf(tier.title), tier, percent(ratioOf(tier)))), row(words.total, report.total, percent(ratioOf(report.total)))]), '',
      // A day's redeemed coupons were mostly issued on other days: there is no ratio.
      ...table([words.day, ...columns], report.days.map((day) => row(day.day, day, '–'))),
      ...[svg, csv].flatMap((path) => (path === undefined ? [] : [`→ ${path}`])),
    ],
    data: { ...report, total: { ...report.total, ratio: ratioOf(report.total), leverage: leverageOf(report.total) } },
  };
}

/** Each tier and each day as a line; money in fen, as everywhere between machines. */
function csvOf({ tiers, days, total }: ProgrammeReport): string {
  const cells = (kind: string, name: string, figures: Figures, ratio: number | null) => [
    kind, name, figures.issued, figures.redeemed, figures.discount, figures.government, figures.spend, ratio, leverageOf(figures),
  ];
  return writeCsv(['kind', 'name', 'issued', 'redeemed', 'discount_fen', 'government_fen', 'spend_fen', 'ratio', 'leverage'], [
    ...tiers.map((tier) => cells('tier', tier.title['zh-CN'] ?? tier.id, tier, ratioOf(tier))), ...days.map((day) => cells('day', day.day, day, null)), cells('total', '', total, ratioOf(total)),
  ]);
}
