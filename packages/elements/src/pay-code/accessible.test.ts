import { expect, fixture, html } from '@open-wc/testing';
import type { FakeClient } from '@tessera/client/testing';
import { render } from 'lit';
import { expectAccessible } from '../testing/still.js';
import type { PayCodeElement } from './pay-code.js';
import meta, * as stories from './pay-code.stories.js';

type Story = { readonly args?: object; readonly play?: (context: { canvasElement: HTMLElement }) => Promise<void> };
const pause = (milliseconds: number) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** The states that are nobody else's to look at: those that only a payment, a tap or an outage brings. */
const shown = ['Sources', 'Terms', 'InstalmentsOfAnAmount', 'KnownAmount', 'OverTheLimit', 'ConfirmWrong', 'ConfirmLocked', 'ConfirmPhoneCode', 'PaidOffersPasskey', 'PaidByInstalments', 'Voided', 'LastPayments', 'Receipt', 'OfflineCode', 'Locked'] as const;

describe('<tessera-pay-code>, in each state', () => {
  for (const theme of ['light', 'dark']) {
    for (const name of shown) {
      it(`${name} is accessible in ${theme} and fits a card of 304 pixels`, async () => {
        const host = await fixture<HTMLElement>(html`<div></div>`);
        host.style.cssText = `color-scheme:${theme};background:${theme === 'dark' ? '#0b1214' : '#f3f7f6'};width:304px`;
        const story = stories[name] as Story;
        const draw = meta.render as (args: object, context: object) => unknown;
        render(draw({ ...meta.args, ...story.args }, {}), host);
        await story.play?.({ canvasElement: host });
        await pause(400);
        const element = host.querySelector('tessera-pay-code') as PayCodeElement & { client: FakeClient };
        expect(element.scrollWidth).to.be.at.most(element.clientWidth);
        const dialog = element.shadowRoot?.querySelector('dialog');
        if (dialog) expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth);
        await expectAccessible(element);
        dialog?.close();
      });
    }
  }
});
