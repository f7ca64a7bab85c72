import type { Output, Parsed, Row } from '@tessera/contract';
import type { Context } from '../context.js';
import { asPlatform } from '../context.js';
import { problem } from '../problem.js';
import { findPerson } from '../session/person.js';
import { catalogue, isBenefit } from './catalogue.js';
import { grantBenefits } from './grant-benefits.js';
import { showBenefitRight } from './show.js';

type Route = Row<'grantRight'>;

/** Grants a benefit to a platform's user. It is pending until the supplier has issued it: `fulfilBenefits` asks at once. */
export async function grant(ctx: Context, { reference, benefit }: Parsed<Route>): Promise<Output<Route>> {
  const { platformId } = asPlatform(ctx);
  const now = ctx.clock();
  if (!isBenefit(benefit)) {
    throw problem('invalid_request', `There is no benefit ${benefit}.`, {
      errors: [{ pointer: '#/benefit', detail: `Expected one of ${Object.keys(catalogue).join(', ')}.` }],
    });
  }
  const userId = await findPerson(ctx, platformId, reference);
  if (userId === null) throw problem('not_found', 'The platform has no such user: open a session for the reference first.');
  const [row] = await grantBenefits(ctx, [{ userId, platformId, benefit }], now);
  if (row === undefined) throw new Error('A benefit that was granted has no row');
  return showBenefitRight(ctx, row, now);
}
