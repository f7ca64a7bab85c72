import type { Category } from '@tessera/contract';
import type { LocalizedText } from '../locale.js';
import type { Json } from '../tables.js';

/** A city by its GB/T 2260 code; `position` is its place in the list. */
export interface CityRow {
  shard_key: number;
  code: string;
  name: Json<LocalizedText>;
  position: number;
}

export interface MerchantRow {
  shard_key: number;
  id: string;
  platform_id: string;
  name: Json<LocalizedText>;
}

/** A store, in the shard of its own id; the merchant's name is copied so that one row says all a list shows. */
export interface StoreRow {
  shard_key: number;
  id: string;
  merchant_id: string;
  merchant_name: Json<LocalizedText>;
  name: Json<LocalizedText>;
  category: Category;
  city_code: string;
  address: Json<LocalizedText>;
  /** Metres from the city's centre. */
  distance_meters: number | null;
}

/** A till of a store; `platform_id` is the merchant platform that may open its sessions. */
export interface TerminalRow {
  shard_key: number;
  id: string;
  store_id: string;
  platform_id: string;
  name: string;
}

export interface StoreTables {
  city: CityRow;
  merchant: MerchantRow;
  store: StoreRow;
  terminal: TerminalRow;
}
