import { existsSync } from 'node:fs';
import { chromiumPath, firefoxPath, miniBrowserPath, webkitDriverPath } from '../browsers.mjs';
import { run } from './command.mjs';

const packages = ['chromium', 'firefox-esr', 'webkit2gtk-driver', 'xvfb', 'fonts-noto-cjk', 'zbar-tools'];
const present = () => [
  existsSync('/usr/bin/chromium'), Boolean(firefoxPath()), Boolean(webkitDriverPath() && miniBrowserPath()),
  existsSync('/usr/bin/Xvfb'), existsSync('/usr/share/fonts/opentype/noto'), existsSync('/usr/bin/zbarimg'),
];

/**
 * Brings the browsers a test needs: by Debian's packages when this is Debian and root, else what CHROME_PATH, the
 * system or npm has. Returns which engines can be driven; throws one sentence when not even Chromium can.
 */
export async function prepareBrowsers(say) {
  if (present().includes(false) && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const missing = packages.filter((_, index) => !present()[index]);
    say(`Installing ${missing.join(', ')} …`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { env });
    if (code !== 0) say(`apt-get did not install them: ${output.trim().split('\n').at(-1)}`);
  }
  try {
    process.env.CHROME_PATH = await chromiumPath();
  } catch (error) {
    throw new Error(`No Chromium to test in: install one and name it in CHROME_PATH (${error.message}).`);
  }
  return { chromium: true, firefox: Boolean(firefoxPath()), webkit: Boolean(webkitDriverPath() && miniBrowserPath() && existsSync('/usr/bin/Xvfb')) };
}
