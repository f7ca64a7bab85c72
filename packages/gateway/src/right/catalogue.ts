import type { Benefit } from './benefit.js';
import { daily } from './catalogue-daily.js';
import { leisure } from './catalogue-leisure.js';

/** The benefits that can be granted, by code. How the sandbox's suppliers treat each is in suppliers/sandbox-supplier.ts. */
export const catalogue: Readonly<Record<BenefitCode, Benefit>> = { ...daily, ...leisure };

export type BenefitCode = keyof typeof daily | keyof typeof leisure;

/** True for the code of a benefit. */
export const isBenefit = (code: string): code is BenefitCode => Object.hasOwn(catalogue, code);

/** The benefit of a code, or null. */
export const findBenefit = (code: string): Benefit | null => (isBenefit(code) ? catalogue[code] : null);
