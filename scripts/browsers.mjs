import { existsSync } from 'node:fs';

/** Quiet and contained: no update checks, no background connections, and a sandbox only where the user is not root. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

const first = (paths) => paths.find((path) => path && existsSync(path));

/** The Chromium to drive: CHROME_PATH, then the system's, then the one npm brought (unpacked on first use). */
export async function chromiumPath() {
  const installed = first([process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']);
  if (installed) return installed;
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

export const firefoxPath = () => first([process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox']);

export const webkitDriverPath = () => first([process.env.WEBKIT_DRIVER_PATH, '/usr/bin/WebKitWebDriver']);

export const miniBrowserPath = () =>
  first(['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`));
