/** The host's invitation page for a code, or null when the template is no web address with `{code}` in it. */
export function inviteLink(template: string, code: string): string | null {
  if (!template.includes('{code}')) return null;
  try {
    const link = new URL(template.replaceAll('{code}', encodeURIComponent(code)));
    return /^https?:$/.test(link.protocol) ? link.href : null;
  } catch {
    return null;
  }
}
