import type { FakeClient } from '@tessera/client/testing';

type Widget = HTMLElement & { readonly client: FakeClient; readonly hasUpdated: boolean; refresh(): Promise<void> };

/** A story's play: once its widget stands, `change` what is behind it and ask again. What stood there stays. */
export const askAgain = (tag: string, change: (client: FakeClient) => void) => async ({ canvasElement }: { readonly canvasElement: HTMLElement }): Promise<void> => {
  const widget = canvasElement.querySelector<Widget>(tag);
  while (!widget?.hasUpdated || widget.matches(':state(loading)')) await new Promise(requestAnimationFrame);
  change(widget.client);
  void widget.refresh();
};

/** The gateway takes its time. */
export const slow = (client: FakeClient): void => { client.latency = 600_000; };

/** The network is gone. */
export const cut = (client: FakeClient): void => { client.offline = true; };
