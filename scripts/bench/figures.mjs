/** Collects a benchmark's figures and says each as it comes. */
export function collect(say) {
  const figures = [];
  /** Adds a figure; `goal` is `['<=', n]` or `['>=', n]`, or none where a figure is only told. */
  const figure = (name, value, unit, goal) => {
    const rounded = Number(value.toPrecision(4));
    const holds = goal === undefined || (goal[0] === '<=' ? rounded <= goal[1] : rounded >= goal[1]);
    figures.push({ name, value: rounded, unit, goal: goal?.join(' ') ?? null, holds });
    say(`${holds ? ' ' : '!'} ${name}: ${rounded} ${unit}${goal ? ` (goal ${goal.join(' ')})` : ''}`);
  };
  return { figures, figure };
}
