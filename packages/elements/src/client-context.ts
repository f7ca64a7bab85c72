import { createContext } from '@lit/context';
import type { TesseraClient } from '@tessera/client';

/** The client of the closest `<tessera-provider>`; undefined until it has one. */
export const clientContext = createContext<TesseraClient | undefined>(Symbol.for('tessera-client'));
