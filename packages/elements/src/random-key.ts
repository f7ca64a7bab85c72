/** Names one logical write, 32 random hex digits: on pages without a secure context too, which lack randomUUID. */
export const randomKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
