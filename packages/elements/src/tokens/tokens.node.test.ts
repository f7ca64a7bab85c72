import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { build } from '../../scripts/tokens.mjs';

it('the tokens\' styles are built from the tokens as they stand', () => {
  assert.equal(readFileSync(new URL('tokens.styles.ts', import.meta.url), 'utf8'), build());
});
