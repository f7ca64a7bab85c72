const duration = 220;

/**
 * Lets collected bubbles fly into the tree's crown and fade. Resolves, when they are there, to a function that forgets the
 * flight: call it once the new bubbles stand, whose elements may be the same. Still at once when motion is not wanted.
 */
export async function flyAway(root: HTMLElement | DocumentFragment, bubbleIds: readonly string[]): Promise<() => void> {
  const tree = root.querySelector('.tree')?.getBoundingClientRect();
  if (!tree || matchMedia('(prefers-reduced-motion: reduce)').matches) return () => undefined;
  const flights = [...root.querySelectorAll<HTMLElement>('[data-bubble]')]
    .filter((bubble) => bubbleIds.includes(bubble.dataset['bubble'] ?? ''))
    .map((bubble) => {
      const from = bubble.getBoundingClientRect();
      const x = tree.x + tree.width / 2 - from.x - from.width / 2;
      const y = tree.y + tree.height * 0.4 - from.y - from.height / 2;
      return bubble.animate({ transform: ['none', `translate(${x}px, ${y}px) scale(0.3)`], opacity: [1, 0] }, { duration, easing: 'ease-in', fill: 'forwards' });
    });
  await Promise.all(flights.map((flight) => flight.finished.catch(() => undefined)));
  return () => flights.forEach((flight) => flight.cancel());
}
