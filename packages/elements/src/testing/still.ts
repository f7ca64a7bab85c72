import { expect } from '@open-wc/testing';

/** Longest way in or out that anything of ours takes, in milliseconds; what lasts longer, as a code's ring, counts time down. */
const MOTION_MS = 900;
/** A slow browser begins a way in some frames after what it belongs to was rendered. */
const CALM_FRAMES = 3;

/** Waits until nothing of an element fades or slides any more, so that its colours are those it has. */
async function still(element: HTMLElement): Promise<void> {
  for (let calm = 0; calm < CALM_FRAMES; calm += 1) {
    const moving = element.shadowRoot?.getAnimations().filter(({ effect, playState }) => playState === 'running' && Number(effect?.getComputedTiming().endTime) <= MOTION_MS) ?? [];
    if (moving.length > 0) calm = 0;
    await Promise.allSettled(moving.map(({ finished }) => finished));
    await new Promise(requestAnimationFrame);
  }
}

/** Holds what an element shows to axe's rules, once nothing of it moves. */
export async function expectAccessible(element: HTMLElement): Promise<void> {
  await still(element);
  await expect(element).to.be.accessible();
}
