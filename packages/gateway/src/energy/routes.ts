import { energyRoutes } from '@tessera/contract';
import { pair } from '../handler.js';
import { checkIn } from './check-in.js';
import { collect } from './collect.js';
import { getCheckIns } from './get-check-ins.js';
import { get } from './get.js';
import { listDays } from './list-days.js';
import { listRides } from './list-rides.js';
import { recordRide } from './record-ride.js';
import { setConsent } from './set-consent.js';

export const energyHandlers = [
  pair(energyRoutes.get, get),
  pair(energyRoutes.checkIn, checkIn),
  pair(energyRoutes.getCheckIns, getCheckIns),
  pair(energyRoutes.collect, collect),
  pair(energyRoutes.setConsent, setConsent),
  pair(energyRoutes.listDays, listDays),
  pair(energyRoutes.listRides, listRides),
  pair(energyRoutes.recordRide, recordRide),
];
