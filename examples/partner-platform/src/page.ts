import '@tessera/elements/provider';
import type {} from '@tessera/elements/coupon-center';
import type {} from '@tessera/elements/invite';
import type {} from '@tessera/elements/pay-code';
import type {} from '@tessera/elements/rights-wallet';
import type {} from '@tessera/elements/scan';
import { startLanguage } from './language.js';
import { startRides } from './ride.js';
import { startSettings } from './settings.js';
import { goTo, startViews } from './view.js';

startSettings();
startLanguage();
startRides();
startViews();

/** An invitation leads to this very page; the friend's code waits in the field of a new user. */
const invite = document.querySelector('tessera-invite');
invite?.setAttribute('link-template', `${location.origin}/?invite={code}#/play`);
invite?.setAttribute('code', new URLSearchParams(location.search).get('invite') ?? '');

/** Pays with the coupon the user has just chosen to use, in whichever widget that was. */
const payWith = (event: Event, couponId: string): void => {
  event.preventDefault();
  document.querySelector('tessera-pay-code')?.setAttribute('coupon', couponId);
  goTo('pay');
};

document.body.addEventListener('tessera-coupon-use', (event) => payWith(event, event.couponId));
document.body.addEventListener('tessera-right-use', (event) => {
  if (event.right.kind === 'coupon') payWith(event, event.right.id);
});
document.body.addEventListener('tessera-payment', ({ target }) => {
  if (target instanceof Element) target.removeAttribute('coupon');
});
