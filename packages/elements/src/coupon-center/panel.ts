import type { TesseraClient } from '@tessera/client';
import type { Campaign, Store } from '@tessera/contract';
import { nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Part } from '../widget.js';
import { CouponUnlockEvent } from './events.js';

/** What hangs below one card. Each change is a new object, so that a card knows when to draw itself again. */
interface Open {
  readonly campaignId: string;
  readonly kind: 'rules' | 'step';
  readonly stores: readonly Store[];
  /** The page did not lead to the step. */
  readonly stayed: boolean;
}

const NEAREST = 3;

/** The one panel that may be open below a card: its rules, or the step that unlocks it. Its words load when first asked for. */
export class PanelController implements ReactiveController {
  #open: Open | undefined;
  #words: typeof import('./ticket-panel.js') | undefined;

  constructor(private readonly host: ReactiveControllerHost & EventTarget & { refresh(): Promise<void> }) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#open = undefined;
  }

  /** What is open below a card, if its panel is. */
  at(campaignId: string): object | undefined {
    return this.#open?.campaignId === campaignId ? this.#open : undefined;
  }

  render(campaign: Campaign): Part {
    if (!this.#open || !this.#words) return nothing;
    const { kind, stores, stayed } = this.#open;
    const { standing } = campaign;
    return kind === 'step' && standing.state === 'locked'
      ? this.#words.stepPanel(standing.step, stayed, () => this.#unlock(campaign), () => void this.host.refresh())
      : this.#words.rulesPanel(campaign, stores);
  }

  /** Opens or closes a card's panel; rejects when its words cannot be loaded. */
  async toggle({ id, storeCount }: Campaign, kind: Open['kind'], client: TesseraClient): Promise<void> {
    if (this.#open?.campaignId === id && this.#open.kind === kind) return this.#show(undefined);
    this.#words ??= await import('./ticket-panel.js');
    const open: Open = { campaignId: id, kind, stores: [], stayed: false };
    this.#show(open);
    if (kind === 'step' || storeCount === 0) return;
    const stores = await client.stores.list({ campaignId: id, limit: NEAREST }).then(({ items }) => items, () => []);
    if (this.#open === open) this.#show({ ...open, stores });
  }

  #unlock({ id, standing }: Campaign): void {
    if (standing.state !== 'locked') return;
    const stayed = this.host.dispatchEvent(new CouponUnlockEvent(standing.step, id));
    if (stayed && this.#open) this.#show({ ...this.#open, stayed });
  }

  #show(open: Open | undefined): void {
    this.#open = open;
    this.host.requestUpdate();
  }
}
