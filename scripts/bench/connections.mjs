import { connect } from 'node:net';
import { once } from 'node:events';

/**
 * Sends each request over one of `count` kept connections, each connection one at a time, and gives how often each status
 * came and how long all took, in milliseconds. Bare sockets, so that the asking costs the machine as little as can be.
 */
export async function flood({ port, count, requests }) {
  const sockets = await Promise.all(Array.from({ length: count }, async () => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    await once(socket, 'connect');
    return socket;
  }));
  const statuses = {};
  let next = 0;
  const began = performance.now();
  await Promise.all(sockets.map((socket) => new Promise((done, fail) => {
    let text = '';
    const ask = () => {
      const request = requests[next];
      next += 1;
      if (request === undefined) done();
      else socket.write(request);
    };
    socket.setEncoding('latin1').on('error', fail).on('data', (part) => {
      text += part;
      const head = text.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
      if (Number.isNaN(length)) fail(new Error(`an answer without a length: ${text.slice(0, 200)}`));
      if (text.length < head + 4 + length) return;
      const status = text.slice(9, 12);
      statuses[status] = (statuses[status] ?? 0) + 1;
      text = '';
      ask();
    });
    ask();
  })));
  const milliseconds = performance.now() - began;
  for (const socket of sockets) socket.destroy();
  return { statuses, milliseconds };
}
