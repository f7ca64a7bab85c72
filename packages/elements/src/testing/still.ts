/** Longest way in or out that anything of ours takes, in milliseconds; what lasts longer counts time down. */
const MOTION_MS = 1000;

/** Waits until nothing of an element fades or slides any more, so that its colours are those it has. */
export async function still(element: HTMLElement): Promise<void> {
  const moving = element.shadowRoot?.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().endTime) <= MOTION_MS) ?? [];
  await Promise.allSettled(moving.map(({ finished }) => finished));
}
