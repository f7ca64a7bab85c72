import type { CampaignRules, Position } from '@tessera/contract';

const EARTH_METERS = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two points over a sphere of the earth's mean radius (haversine): within 0.6 % of the true distance. */
export function metersBetween(a: Position, b: Position): number {
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const arc = half(a.latitude, b.latitude) + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * EARTH_METERS * Math.asin(Math.min(1, Math.sqrt(arc)));
}

/** Whether somebody is inside a campaign's area; its border belongs to it. */
export const isInside = (area: CampaignRules['area'] & {}, position: Position): boolean => metersBetween(area, position) <= area.radiusMeters;
