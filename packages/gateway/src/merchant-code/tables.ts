export interface MerchantCodeTables {
  merchant_account: MerchantAccountTable;
  merchant_order: MerchantOrderTable;
}

/** Whose account a scheme's merchant number is, in the shard of `scheme/account`. */
export interface MerchantAccountTable {
  shard_key: number;
  scheme: 'tessera' | 'unionpay';
  account: string;
  store_id: string;
}

/** A dynamic code's order, in its store's shard: paid once, by the payment it names. */
export interface MerchantOrderTable {
  shard_key: number;
  id: string;
  store_id: string;
  terminal_id: string;
  amount: number;
  order_reference: string | null;
  payment_id: string | null;
  created_at: Date;
  expires_at: Date;
}
