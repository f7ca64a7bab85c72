import type { Context } from '../context.js';
import type { StreamVerb } from '../handler.js';

/** How long a client waits before it connects again, in milliseconds. */
const RETRY_MS = 1000;

/** An event stream as server-sent events: `retry` first, then `id` and `data` of each event, comments to keep it alive. */
export function streamResponse(ctx: Context, stream: StreamVerb, request: Request): Response {
  const leave = new AbortController();
  request.signal.addEventListener('abort', () => leave.abort(), { once: true });
  const events = stream(ctx, { lastEventId: request.headers.get('last-event-id'), signal: leave.signal })[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const stop = ctx.metrics.streams.startTimer();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`)),
    async pull(controller) {
      try {
        const next = await events.next();
        if (!next.done) {
          controller.enqueue(encoder.encode(next.value ? `id: ${next.value.id}\ndata: ${JSON.stringify(next.value)}\n\n` : ': keep-alive\n\n'));
          return;
        }
      } catch (error) {
        ctx.log.error({ requestId: ctx.requestId, err: error }, 'an event stream failed');
      }
      stop();
      controller.close();
    },
    cancel() {
      leave.abort();
      stop();
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' } });
}
