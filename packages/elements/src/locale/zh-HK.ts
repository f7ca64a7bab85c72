import type { Messages } from './localize.js';
import { camera } from './zh-HK/camera.js';
import { cashier } from './zh-HK/cashier.js';
import { couponCenter } from './zh-HK/coupon-center.js';
import { energyCard } from './zh-HK/energy-card.js';
import { engagement } from './zh-HK/engagement.js';
import { foundation } from './zh-HK/foundation.js';
import { paying } from './zh-HK/paying.js';
import { payCode } from './zh-HK/pay-code.js';
import { problems } from './zh-HK/problems.js';
import { rightsWallet } from './zh-HK/rights-wallet.js';
import { scan } from './zh-HK/scan.js';

export const messages: Messages = { ...foundation, ...problems, ...paying, ...payCode, ...couponCenter, ...rightsWallet, ...energyCard, ...cashier, ...camera, ...scan, ...engagement };
