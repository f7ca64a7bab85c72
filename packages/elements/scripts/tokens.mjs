// Builds src/tokens/tokens.styles.ts from src/tokens/tokens.json. `--check` only says whether the file is fresh.
import { readFileSync, writeFileSync } from 'node:fs';

const source = new URL('../src/tokens/tokens.json', import.meta.url);
const target = new URL('../src/tokens/tokens.styles.ts', import.meta.url);

/** Every token below `group` as [name, CSS value], depth first, types inherited as DTCG says. */
function* tokens(group, path = [], type = undefined) {
  for (const [key, node] of Object.entries(group)) {
    if (key.startsWith('$')) continue;
    const own = node.$type ?? group.$type ?? type;
    if ('$value' in node) yield [[...path, key].join('-'), css(node, own)];
    else yield* tokens(node, [...path, key], own);
  }
}

function css(token, type) {
  const dark = token.$extensions?.['tessera.dark'];
  if (type === 'fontFamily') return token.$value.map((name) => (/[ ]/.test(name) ? `"${name}"` : name)).join(',');
  return dark ? `light-dark(${token.$value},${dark})` : token.$value;
}

export function build() {
  const lines = [...tokens(JSON.parse(readFileSync(source, 'utf8')))]
    .map(([name, value]) => `  --_${name.replace(/^color-/, '')}:var(--tessera-${name},${value});`);
  return `// Built from tokens.json by scripts/tokens.mjs: change the JSON, then run \`npm run tokens -w @tessera/elements\`.
import { css } from 'lit';

/** Every token's default, as a private property that a page's \`--tessera-…\` overrides: \`--tessera-color-accent\` is \`--_accent\` here. */
export const tokens = css\`:host{
${lines.join('\n')}
}\`;
`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const text = build();
  if (process.argv.includes('--check')) process.exitCode = readFileSync(target, 'utf8') === text ? 0 : 1;
  else writeFileSync(target, text);
}
