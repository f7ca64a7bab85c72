import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { firstColumn, isFormula, writeCsv } from './csv.js';

describe('CSV files', () => {
  it('are written so that no spreadsheet runs what is in them', () => {
    const hostile = ['=cmd|\' /C calc\'!A0', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '"=1'];
    const file = writeCsv(['code'], hostile.map((text) => [text]));
    for (const { text } of [...firstColumn(file)].filter(({ line }) => line > 1)) assert.ok(text === null || !isFormula(text), String(text));
    assert.ok(file.includes("'=cmd"));
    assert.equal(writeCsv([], [['\n=1']]), '\uFEFF\r\n"\'\n=1"\r\n');
  });

  it('keep numbers numbers and quote what needs it', () => {
    assert.equal(writeCsv(['名称', 'n'], [['a,b', -3], ['say "hi"', null], [' led by a blank', 1.5]]),
      '\uFEFF名称,n\r\n"a,b",-3\r\n"say ""hi""",\r\n" led by a blank",1.5\r\n');
  });

  it('are read as they were written, with the number of each line', () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ,"']{0,20}[A-Za-z0-9]$/)), (texts) => {
      const read = [...firstColumn(writeCsv(['head', 'other'], texts.map((text) => [text, 1])))];
      assert.deepEqual(read, [{ line: 1, text: 'head' }, ...texts.map((text, place) => ({ line: place + 2, text }))]);
    }));
  });

  it('say which line has a quote that does not end, and leave out blank lines', () => {
    assert.deepEqual([...firstColumn('A\n\n"B\nC')], [{ line: 1, text: 'A' }, { line: 3, text: null }, { line: 4, text: 'C' }]);
  });
});
