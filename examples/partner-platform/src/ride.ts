import { say } from './language.js';

interface Answer {
  readonly grams?: number;
  readonly code?: string;
}

/** What came of telling the gateway of a ride, and where to go now. */
function told(mode: string, { grams, code }: Answer): readonly [words: string, link: string] {
  if (grams !== undefined) {
    const saved = grams.toLocaleString(document.documentElement.lang);
    return mode === 'metro' ? [say('记下了：减排 {0} 克，两天后成熟。', saved), say('去看看')] : [say('到家了：减排 {0} 克，可以收取。', saved), say('去收取')];
  }
  if (code === 'consent_required') return [say('先在低碳能量里同意使用出行数据，行程才会变成能量。'), say('去开启')];
  return [say('这次没有记下来，请稍后再试。'), ''];
}

async function ride(button: HTMLButtonElement, result: HTMLElement): Promise<void> {
  const mode = button.dataset['ride'] ?? '';
  button.setAttribute('aria-busy', 'true');
  let answer: Answer = {};
  try {
    const response = await fetch('/demo/ride', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ mode }) });
    answer = await response.json() as Answer;
  } catch {
    answer = {};
  } finally {
    button.removeAttribute('aria-busy');
  }
  const [words, link] = told(mode, answer);
  const anchor = document.createElement('a');
  anchor.href = '#/energy';
  anchor.textContent = link;
  result.replaceChildren(`${words} `, ...(link ? [anchor] : []));
}

/** The two demonstration rides, told by the platform's own server. */
export function startRides(): void {
  const result = document.getElementById('trip-result');
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-ride]')) {
    button.addEventListener('click', () => {
      if (result && button.ariaBusy !== 'true') void ride(button, result);
    });
  }
}
