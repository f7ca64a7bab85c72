const field = (id: string): HTMLSelectElement | null => document.querySelector<HTMLSelectElement>(`select#${id}`);

/** What the user chose for this browser; a browser that refuses storage just forgets it. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    return;
  }
}

async function signInAs(user: string): Promise<void> {
  const answer = await fetch('/demo/user', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ user }) });
  if (answer.ok) location.reload();
}

/** The demonstration's user, and light or dark. */
export function startSettings(): void {
  const root = document.documentElement;
  const theme = field('theme');
  const user = field('user');
  root.dataset['theme'] = remembered('theme') ?? 'auto';
  if (theme) {
    theme.value = root.dataset['theme'];
    theme.addEventListener('change', () => {
      root.dataset['theme'] = theme.value;
      remember('theme', theme.value);
    });
  }
  if (user) {
    user.value = root.dataset['user'] ?? '';
    user.addEventListener('change', () => void signInAs(user.value));
  }
}
