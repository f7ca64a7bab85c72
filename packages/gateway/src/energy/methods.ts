import type { RideMode } from '@tessera/contract';
import type { LocalizedText } from '../locale.js';

/** A method version. Factors are whole micrograms of CO2e per passenger-metre (0.2718 kg/km is 271,800), so that counting is exact. */
export interface MethodVersion {
  readonly version: string;
  readonly title: LocalizedText;
  readonly source: string;
  /** The baseline: the same way by car. */
  readonly car: number;
  readonly modes: Readonly<Record<RideMode, number>>;
}

/**
 * All versions, oldest first; a ride keeps the version it was counted by. 2019 statement of Beijing's transport commission:
 * 22 km a day are 5.98 kg by car and 1.35 kg by metro, so 0.2718 and 0.0614 kg/pkm. Bus: a quarter of the car (Beijing
 * Transport Institute). The per-city table of DB11/T 3043-2024 becomes a version here once it can be read.
 */
export const methods: readonly [MethodVersion, ...MethodVersion[]] = [
  {
    version: 'beijing-2019.1',
    title: { 'zh-CN': '北京 2019 出行因子（以小汽车为基准）', 'zh-HK': '北京 2019 出行因子（以小汽車為基準）', en: 'Beijing 2019 factors, against the car' },
    source: 'https://news.hlgnet.com/info/17600; https://weixin.caupdcloud.com/archives/1115902',
    car: 271_800,
    modes: { metro: 61_400, bus: 67_950, cycling: 0, walking: 0 },
  },
];

/** The version new rides are counted by. */
export const currentMethod = (): MethodVersion => methods.at(-1) ?? methods[0];

const MICROGRAMS = 1_000_000;

/** Whole grams of CO2e that going `meters` by `mode` saves against the car, rounded down, never below 0. */
export function gramsSaved(method: MethodVersion, mode: RideMode, meters: number): number {
  // At most 2.718e5 µg/m times 5e5 m: exact in a double.
  const micrograms = Math.max(0, method.car - method.modes[mode]) * meters;
  return (micrograms - (micrograms % MICROGRAMS)) / MICROGRAMS;
}
