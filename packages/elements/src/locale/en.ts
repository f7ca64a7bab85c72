import type { Messages } from './localize.js';
import { camera } from './en/camera.js';
import { cashier } from './en/cashier.js';
import { couponCenter } from './en/coupon-center.js';
import { energyCard } from './en/energy-card.js';
import { engagement } from './en/engagement.js';
import { foundation } from './en/foundation.js';
import { paying } from './en/paying.js';
import { payCode } from './en/pay-code.js';
import { problems } from './en/problems.js';
import { rightsWallet } from './en/rights-wallet.js';
import { scan } from './en/scan.js';

export const messages: Messages = { ...foundation, ...problems, ...paying, ...payCode, ...couponCenter, ...rightsWallet, ...energyCard, ...cashier, ...camera, ...scan, ...engagement };
