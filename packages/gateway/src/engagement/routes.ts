import { engagementRoutes } from '@tessera/contract';
import { pair, pairTogether } from '../handler.js';
import { acceptInvitation } from './accept-invitation.js';
import { drawPrize } from './draw-prize.js';
import { getInvitation } from './get-invitation.js';
import { getPrizeDraw } from './get-prize-draw.js';
import { listPrizes } from './list-prizes.js';

export const engagementHandlers = [
  pair(engagementRoutes.getPrizeDraw, getPrizeDraw),
  pairTogether(engagementRoutes.drawPrize, drawPrize),
  pair(engagementRoutes.listPrizes, listPrizes),
  pair(engagementRoutes.getInvitation, getInvitation),
  pairTogether(engagementRoutes.acceptInvitation, acceptInvitation),
];
