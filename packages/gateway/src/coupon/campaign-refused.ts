/** One thing that a campaign's rules say and cannot mean: where, as a JSON Pointer into the file, what was expected there and what came. */
export interface CampaignFault {
  readonly path: string;
  readonly expected: string;
  readonly came: string;
}

const sentence = ({ path, expected, came }: CampaignFault): string => `${path}: expected ${expected}; ${came} came.`;

/** Rules that cannot be a campaign. Nothing was created. */
export class CampaignRefused extends Error {
  override readonly name = 'CampaignRefused';
  constructor(readonly faults: readonly CampaignFault[]) {
    super(faults.map(sentence).join(' '));
  }
}

/** A change that the campaign's present state does not allow. */
export class CampaignChangeRefused extends Error {
  override readonly name = 'CampaignChangeRefused';
}
