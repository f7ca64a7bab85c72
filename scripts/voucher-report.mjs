import { fileURLToPath } from 'node:url';
import { reportProgramme } from '../packages/gateway/src/operator/report-programme.ts';
import { simulateProgramme, steadyRandom } from '../packages/gateway/src/operator/testing.ts';
import { testGateway, unlimited } from '../packages/gateway/src/testing.ts';

/**
 * Lives through two weeks of the example programme with a gateway of its own and draws its report into docs/voucher-report.svg:
 * `npm run report`. The same picture each time, until the gateway counts otherwise.
 */
const gateway = await testGateway({ settings: unlimited });
try {
  const { programmeId } = await simulateProgramme(gateway, { days: 14, claims: 60, random: steadyRandom(2027) });
  const svg = fileURLToPath(new URL('../docs/voucher-report.svg', import.meta.url));
  const told = await reportProgramme({ ...gateway.services, actor: 'report', say: () => undefined }, { id: programmeId, locale: 'zh-CN', svg, csv: undefined });
  process.stdout.write(`${told.lines.join('\n')}\n`);
} finally {
  await gateway.close();
}
