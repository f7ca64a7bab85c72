import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const serve = fileURLToPath(new URL('serve.mjs', import.meta.url));

/** Starts a gateway process on a PostgreSQL database and waits until it answers. */
export async function startGateway({ url, seed = false, origins, settings = {} }) {
  const child = spawn(process.execPath, ['--conditions=@tessera/source', '--import', 'tsx', serve, JSON.stringify({ url, seed, origins, settings })], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const port = await Promise.race([once(createInterface(child.stdout), 'line').then(([line]) => Number(line)), exited.then(([code]) => { throw new Error(`a gateway ended with ${code} while it started`); })]);
  const end = async (signal) => {
    child.kill(signal);
    await exited;
  };
  return { port, origin: `http://127.0.0.1:${port}`, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
