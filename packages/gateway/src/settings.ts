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
  /** Longest wait for a funding channel's answer; after it a payment is in doubt. Well under the 20 s lease of a request in steps. */
  readonly channelDeadlineMs: number;
  readonly rateLimits: RateLimits;
  readonly logLevel: string;
}

export const defaultRateLimits: RateLimits = { platform: 6000, session: 600, address: 120, signIn: 5 };

export const defaultPaymentSettings = { payCodeSeconds: 60, channelDeadlineMs: 4000 } as const;
