import type { Locale } from '../locale.js';
import { leverageOf, ratioOf, type ProgrammeReport } from './report.js';
import { leverage, percent, reportWords, type ReportWords } from './report-words.js';

const WIDTH = 960;
const MARGIN = 40;
const INNER = WIDTH - 2 * MARGIN;
/** Where the parts begin, from the top. */
const TILES = 124;
const DAYS = 264;
const DAYS_HEIGHT = 190;
const TIERS = DAYS + DAYS_HEIGHT + 92;
const TIER_STEP = 44;
/** Most day labels that stand beside each other without touching. */
const LABELS = 14;

/** Colours for light and for dark pages: text 4.5:1 and marks 3:1 against the card in both. */
const STYLE = `
:root { --card: #ffffff; --line: #d5dbe3; --ink: #17202c; --soft: #566273; --issued: #6d97cd; --redeemed: #0f5fb8; --warm: #b4531a; --tile: #f3f6fa }
@media (prefers-color-scheme: dark) { :root { --card: #141b24; --line: #354253; --ink: #eef3f9; --soft: #a5b2c3; --issued: #4a6c94; --redeemed: #6fb1ff; --warm: #f3a06b; --tile: #1d2733 } }
text { font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; fill: var(--ink); font-size: 15px }
.title { font-size: 26px; font-weight: 600 } .soft { fill: var(--soft); font-size: 14px } .figure { font-size: 24px; font-weight: 600 }
.head { font-size: 17px; font-weight: 600 } .lever { fill: var(--warm); font-size: 34px; font-weight: 700 } .end { text-anchor: end } .middle { text-anchor: middle }
.card { fill: var(--card); stroke: var(--line) } .tile { fill: var(--tile) } .rule { stroke: var(--line) } .issued { fill: var(--issued) } .redeemed { fill: var(--redeemed) }`;

/** A programme's report as an SVG picture that needs nothing beside it and reads on light and dark pages. */
export function drawReport(report: ProgrammeReport, locale: Locale): string {
  const words = reportWords[locale];
  const height = TIERS + report.tiers.length * TIER_STEP + 24;
  const { total } = report;
  const title = escape(report.title[locale] ?? report.title['zh-CN'] ?? report.id);
  const summary = `${words.issued} ${words.count(total.issued)}, ${words.redeemed} ${words.count(total.redeemed)} (${percent(ratioOf(total))}), ${words.discount} ${words.money(total.discount)}, ${words.government} ${words.money(total.government)}, ${words.spend} ${words.money(total.spend)}, ${words.leverage} ${leverage(leverageOf(total))}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title summary">
<title id="title">${title}</title><desc id="summary">${escape(summary)}</desc><style>${STYLE}</style>
<rect class="card" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="14"/>
${[heading(report, title, words), tiles(report, words), days(report, words), tiers(report, locale, words)].flat().join('\n')}
</svg>
`;
}

function heading({ days: all, total }: ProgrammeReport, title: string, words: ReportWords): string[] {
  const [first, last] = [all.at(0)?.day, all.at(-1)?.day];
  return [
    text(MARGIN, 58, title, 'title'),
    text(MARGIN, 86, first === undefined || last === undefined ? '–' : words.span(first, last), 'soft'),
    text(WIDTH - MARGIN, 62, leverage(leverageOf(total)), 'lever end'),
    text(WIDTH - MARGIN, 90, words.leverageNote, 'soft end'),
  ];
}

function tiles({ total }: ProgrammeReport, words: ReportWords): string[] {
  const shown = [
    [words.issued, words.count(total.issued)], [words.redeemed, `${words.count(total.redeemed)} · ${percent(ratioOf(total))}`],
    [words.government, words.money(total.government)], [words.spend, words.money(total.spend)],
  ] as const;
  const width = (INNER - 3 * 14) / 4;
  return shown.flatMap(([name, value], place) => {
    const x = MARGIN + place * (width + 14);
    return [`<rect class="tile" x="${x}" y="${TILES - 12}" width="${width}" height="92" rx="10"/>`, text(x + 16, TILES + 18, name, 'soft'), text(x + 16, TILES + 54, value, value.length > 15 ? 'head' : 'figure')];
  });
}

function days({ days: all }: ProgrammeReport, words: ReportWords): string[] {
  const most = Math.max(1, ...all.map(({ issued, redeemed }) => Math.max(issued, redeemed)));
  const step = INNER / Math.max(1, all.length);
  const bar = Math.min(22, step * 0.36);
  const base = DAYS + DAYS_HEIGHT;
  const every = Math.ceil(all.length / LABELS);
  const tall = (count: number) => (count === 0 ? 0 : Math.max(2, (count / most) * (DAYS_HEIGHT - 46)));
  return [
    text(MARGIN, DAYS, words.perDay, 'head'),
    ...legend(WIDTH - MARGIN, DAYS, words),
    ...(all.length === 0 ? [] : [line(base - tall(most)), text(MARGIN, base - tall(most) - 6, words.count(most), 'soft')]),
    line(base),
    ...all.flatMap(({ day, issued, redeemed }, place) => {
      const middle = MARGIN + (place + 0.5) * step;
      return [
        rect('issued', middle - bar - 1, base - tall(issued), bar, tall(issued), `${day} ${words.issued} ${words.count(issued)}`),
        rect('redeemed', middle + 1, base - tall(redeemed), bar, tall(redeemed), `${day} ${words.redeemed} ${words.count(redeemed)}`),
        ...(place % every === 0 ? [text(middle, base + 22, day.slice(5), 'soft middle')] : []),
      ];
    }),
  ];
}

/** Each colour's name with its mark before it, from the right. */
function legend(end: number, y: number, words: ReportWords): string[] {
  const second = end - widthOf(words.redeemed) - 22;
  const first = second - 24;
  return [
    text(end, y, words.redeemed, 'soft end'), rect('redeemed', second, y - 11, 12, 12),
    text(first, y, words.issued, 'soft end'), rect('issued', first - widthOf(words.issued) - 22, y - 11, 12, 12),
  ];
}

function tiers({ tiers: all }: ProgrammeReport, locale: Locale, words: ReportWords): string[] {
  const [from, length] = [MARGIN + 200, 340];
  const most = Math.max(1, ...all.map(({ issued }) => issued));
  return [
    text(MARGIN, TIERS - 30, words.perTier, 'head'), text(WIDTH - MARGIN, TIERS - 30, `${words.ratio} · ${words.spend} · ${words.leverage}`, 'soft end'),
    ...all.flatMap((tier, place) => {
      const y = TIERS + place * TIER_STEP;
      const name = tier.title[locale] ?? tier.title['zh-CN'] ?? tier.id;
      return [
        text(MARGIN, y + 16, escape(cut(name)), 'tier'),
        rect('issued', from, y, (tier.issued / most) * length, 22, `${words.issued} ${words.count(tier.issued)}`),
        rect('redeemed', from, y, (tier.redeemed / most) * length, 22, `${words.redeemed} ${words.count(tier.redeemed)}`),
        text(WIDTH - MARGIN, y + 16, `${percent(ratioOf(tier))} · ${words.money(tier.spend)} · ${leverage(leverageOf(tier))}`, 'end'),
      ];
    }),
  ];
}

/** How wide a text of 15 pixels is, about: a Chinese character is as wide as two letters. */
const widthOf = (name: string): number => [...name].reduce((sum, character) => sum + (character > '\u2E7F' ? 15 : 8), 0);

/** As much of a name as has room before the bars. */
function cut(name: string): string {
  const characters = [...name];
  let fits = characters.length;
  while (widthOf(characters.slice(0, fits).join('')) > 184) fits -= 1;
  return fits === characters.length ? name : `${characters.slice(0, fits - 1).join('')}…`;
}

const text = (x: number, y: number, content: string, of: string) => `<text x="${round(x)}" y="${round(y)}" class="${of}">${content}</text>`;
const line = (y: number) => `<line class="rule" x1="${MARGIN}" x2="${WIDTH - MARGIN}" y1="${round(y) + 0.5}" y2="${round(y) + 0.5}"/>`;
const rect = (of: string, x: number, y: number, width: number, height: number, title?: string) =>
  `<rect class="${of}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="2">${title === undefined ? '' : `<title>${escape(title)}</title>`}</rect>`;
const round = (value: number) => Math.round(value * 100) / 100;
const escape = (value: string) => value.replace(/\p{Cc}/gu, ' ').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
