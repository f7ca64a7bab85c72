import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** One call over a kept connection; rejects when the gateway goes away. */
export function send(origin, token, method, path, body, key = randomUUID()) {
  return new Promise((resolve, reject) => {
    const call = request(origin + path, {
      agent, method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...(method === 'GET' ? {} : { 'Idempotency-Key': key }) },
    }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => { text += part; }).on('error', reject)
        .on('end', () => resolve({ status: answer.statusCode, body: text === '' ? undefined : JSON.parse(text), text }));
    });
    call.on('error', reject);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** The body of a call that must succeed. */
export async function must(...call) {
  const answer = await send(...call);
  if (answer.status >= 400) throw new Error(`${call[2]} ${call[3]}: ${answer.text}`);
  return answer.body;
}
