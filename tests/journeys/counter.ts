import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { checkBarcodeRow, checkQr, pixelsOf, readWithZbar, readWithZxing } from './symbol.js';
import { desk, forget, launch, openBrowser, openPage, ready, type Running, type Watched } from './world.js';

/** Modules of 18 digits in Code 128-C: start, nine pairs, check and stop. */
const BARCODE_MODULES = 134;

/** What `npm start` runs, with a browser: a customer's phone on the partner's page and a till. */
export interface Counter {
  readonly browser: Browser;
  readonly running: Running;
  /** A partner page's view on a phone. */
  customer(view: string, options?: { dark?: boolean; viewport?: { width: number; height: number } }): Promise<Watched>;
  till(options?: { dark?: boolean }): Promise<Watched>;
  /** Reads both symbols off the screen as a till would; what its decoder misses from every distance, the customer renews once. */
  readCode(page: Page): Promise<string>;
}

/** Starts everything before a file's tests and ends it after them. */
export function openCounter(): Counter {
  let running: Running;
  let browser: Browser;
  before(async () => {
    running = await launch();
    await ready(running);
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await running.end();
    forget(running);
  });
  return {
    get browser() { return browser; },
    get running() { return running; },
    customer: (view, options) => openPage(browser, partnerPage(running, view), options),
    till: ({ dark = false } = {}) => openPage(browser, `http://localhost:${String(running.port + 3)}/`, { dark, viewport: desk }),
    async readCode(page) {
      try {
        return await readShown(browser, page);
      } catch (error) {
        if ((error as Error).name !== 'NotFoundException') throw error;
        await page.locator('tessera-pay-code').getByRole('button', { name: '立即更新付款码' }).click();
        await page.waitForTimeout(1_000);
        return readShown(browser, page);
      }
    },
  };
}

export const partnerPage = (running: Running, view: string): string => `http://localhost:${String(running.port + 1)}/#/${view}`;

async function readShown(browser: Browser, page: Page): Promise<string> {
  const widget = page.locator('tessera-pay-code');
  await widget.locator('.qr svg').waitFor();
  const panelShot = await widget.locator('[part="code"]').screenshot();
  const [qr, bars] = [await pixelsOf(browser, await widget.locator('.qr').screenshot()), await pixelsOf(browser, await widget.locator('.bars').screenshot())];
  const number = readWithZxing(qr, 'qr');
  assert.match(number, /^\d{18}$/);
  assert.equal(readWithZxing(bars, 'code128'), number, 'both symbols carry one number');
  const zbar = readWithZbar(panelShot);
  if (zbar) {
    assert.ok(zbar.includes(`QR-Code:${number}`), zbar.join());
    assert.ok(zbar.includes(`CODE-128:${number}`), zbar.join());
  }
  const { module } = checkQr(qr);
  assert.ok(module >= 4, `QR modules of ${String(module)} px`);
  const { module: bar } = checkBarcodeRow(bars, Math.round(bars.height / 2), BARCODE_MODULES);
  assert.ok(bar >= 2, `bars of ${String(bar)} px a module`);
  return number;
}

/** Types an amount and a code into the till and charges. */
export async function charge(page: Page, yuan: string, code: string): Promise<void> {
  await keyIn(page, yuan);
  const cashier = page.locator('tessera-cashier');
  await cashier.locator('input[name="code"]').fill(code);
  await cashier.getByRole('button', { name: '收款', exact: true }).click();
}

/** Types an amount on the till's keypad. */
export async function keyIn(page: Page, yuan: string): Promise<void> {
  for (const key of yuan) await page.locator('tessera-cashier').getByRole('button', { name: key, exact: true }).click();
}

/** Ends a test's pages, which must have seen nothing go wrong. */
export async function leave(...pages: readonly Watched[]): Promise<void> {
  for (const watched of pages) {
    assert.deepEqual(await watched.faults(), []);
    await watched.context.close();
  }
}

/** Ends a page whose user was refused: the browser notes each refusal's status in the console, and nothing else went wrong. */
export async function leaveRefused({ faults, context }: Watched): Promise<void> {
  assert.deepEqual((await faults()).filter((fault) => !/responded with a status of 4\d\d/.test(fault)), []);
  await context.close();
}
