/** Where the rows live. */
export type DatabasePlace =
  | { readonly kind: 'memory' }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Requests allowed in a minute, for one key, session or address. */
export interface RateLimits {
  readonly platform: number;
  readonly session: number;
  /** One client address without a key or token, and one address whose keys or tokens are refused. */
  readonly address: number;
  /** Wrong one-time codes for one phone number in ten minutes. */
  readonly signIn: number;
  /** Gateway processes on one PostgreSQL, which keep the limits of key, session and address together. */
  readonly processes: number;
}

/** Everything the environment decides, read once where the process starts. */
export interface Settings {
  /** The gateway's own web origin, as browsers see it. */
  readonly origin: string;
  readonly database: DatabasePlace;
  /** At least 32 bytes; signs session tokens and derives the key that seals stored secrets. */
  readonly signingSecret: Uint8Array;
  /** Take the client's address from the last X-Forwarded-For entry. Only behind a proxy that writes it. */
  readonly trustProxy: boolean;
  /** The built embed package, or null to serve none. */
  readonly embedDirectory: string | null;
  /** Web origins of the three example pages; the seed allows them. */
  readonly exampleOrigins: readonly string[];
  /** Life of a pay code, 60 seconds at most. */
  readonly payCodeSeconds: number;
  /** What the QR code carries: plain digits, or an EMVCo consumer-presented payload. */
  readonly payCodeFormat: 'digits' | 'emv';
  /** Which prefix this gateway's numbers have; a code of the other environment is named as such. */
  readonly environment: 'sandbox' | 'live';
  /** How long a payment waits for its user. */
  readonly confirmSeconds: number;
  /** What goes without a PIN: up to this amount in fen, so many times a day. */
  readonly withoutPin: { readonly amount: number; readonly perDay: number };
  /** Fen a user can spend a day in each class of proof, across all platforms (银发〔2017〕296号; A by agreement). */
  readonly dailyLimits: Readonly<Record<'A' | 'B' | 'C' | 'D', number>>;
  /** The largest price an offline code pays, in fen, and how long a batch lives. */
  readonly offline: { readonly amount: number; readonly seconds: number };
  /** Longest wait for a funding channel's answer; after it a payment is in doubt. Well under the 20 s lease of a request in steps. */
  readonly channelDeadlineMs: number;
  readonly rateLimits: RateLimits;
  readonly logLevel: string;
}

export const defaultRateLimits: RateLimits = { platform: 6000, session: 600, address: 120, signIn: 5, processes: 1 };

export const defaultPaymentSettings = {
  payCodeSeconds: 60, payCodeFormat: 'digits', environment: 'sandbox', channelDeadlineMs: 4000, confirmSeconds: 60,
  withoutPin: { amount: 50_000, perDay: 10 },
  dailyLimits: { A: 5_000_000, B: 500_000, C: 100_000, D: 50_000 },
  offline: { amount: 20_000, seconds: 7200 },
} as const satisfies Partial<Settings>;
