import type { TesseraClient } from '@tessera/client';
import type { Right, RightDetail, RightsSummary } from '@tessera/contract';
import type { CSSResult, LitElement } from 'lit';
import type { Part } from '../widget.js';

/** What a sheet may ask of the wallet. */
export interface Desk {
  readonly host: LitElement;
  readonly client: TesseraClient;
  /** Draws the wallet, and the sheet in it, again. */
  redraw(): void;
  /** Takes on the styles of a part that was loaded later. */
  addStyles(styles: CSSResult): void;
  /** Tells a screen reader a fact. */
  announce(text: string): void;
  /** Puts a failure into a sentence. */
  explain(error: unknown): Promise<string>;
  /** Tells the page of a use; false when the page goes on from there. */
  use(right: Right): boolean;
  /** Tells the page of the step to the next tier; false when the page leads there. */
  unlock(level: RightsSummary['tier']['level']): boolean;
  /** A right has changed: the list is out of date. */
  changed(right?: RightDetail): void;
}

/** What stands in the sheet over the wallet. */
export interface WalletSheet {
  readonly heading: string;
  render(): Part;
  /** Facts came in that may concern it. */
  reload?(): Promise<void>;
  /** It is shown no more. */
  close?(): void;
}
