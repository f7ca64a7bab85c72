import type { TesseraClient } from '@tessera/client';
import type { Campaign, Store } from '@tessera/contract';
import type { Part } from '../widget.js';
import { CouponUnlockEvent } from './events.js';
import { rulesPanel, stepPanel } from './ticket-panel.js';

/** What hangs below one card. Each change is a new object, so that a card knows when to draw itself again. */
interface Open {
  readonly campaignId: string;
  readonly kind: 'rules' | 'step';
  readonly stores: readonly Store[];
  /** The page did not lead to the step. */
  readonly stayed: boolean;
}

const NEAREST = 3;

/** The one panel that may be open below a card: its rules, or the step that unlocks it. */
export class OpenPanel {
  #open: Open | undefined;

  constructor(private readonly host: { requestUpdate(): void; refresh(): Promise<void>; dispatchEvent(event: Event): boolean }) {}

  /** What is open below a card, if its panel is. */
  at(campaignId: string): object | undefined {
    return this.#open?.campaignId === campaignId ? this.#open : undefined;
  }

  render(campaign: Campaign): Part | undefined {
    if (this.#open?.campaignId !== campaign.id) return undefined;
    const { kind, stores, stayed } = this.#open;
    const { standing } = campaign;
    return kind === 'step' && standing.state === 'locked'
      ? stepPanel(standing.step, stayed, () => this.#unlock(campaign), () => void this.host.refresh())
      : rulesPanel(campaign, stores);
  }

  /** Opens or closes a card's panel. Stores that cannot be read are left out. */
  async toggle({ id, storeCount }: Campaign, kind: Open['kind'], client: TesseraClient): Promise<void> {
    if (this.#open?.campaignId === id && this.#open.kind === kind) return this.#show(undefined);
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
