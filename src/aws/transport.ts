import type { Readable } from 'node:stream';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { ForeignAnswer, foreignAnswer } from './answer-check.ts';
import { learnClock, type SharedClock } from './shared-clock.ts';

type Request = Parameters<NodeHttpHandler['handle']>[0];
type Options = NonNullable<Parameters<NodeHttpHandler['handle']>[1]>;
type Answer = Awaited<ReturnType<NodeHttpHandler['handle']>>;

/** How the SDK sends a request, as far as it is used here. */
export interface Sender {
  handle(request: Request, options?: Options): Promise<Answer>;
  destroy(): void;
}

/** Ten messages of SQS, each byte escaped as JSON takes it, are below this. */
const LARGEST_BODY = 96 * 1024 * 1024;

/**
 * The request handler of every client. It reads each answer to its end within `totalMs` (or the shorter `requestTimeout` of the
 * call) from the start of the request, so that a body that trickles cannot hold a call for ever. It rejects with a
 * TimeoutError for a late answer, and with a ForeignAnswer for one that AWS did not write. It learns AWS's time from refusals.
 */
export class Transport implements Sender {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #sender: Sender;
  readonly #totalMs: number;
  readonly #clock: SharedClock;

  constructor(sender: Sender, totalMs: number, clock: SharedClock) {
    this.#sender = sender;
    this.#totalMs = totalMs;
    this.#clock = clock;
  }

  async handle(request: Request, options: Options = {}): Promise<Answer> {
    const bound = Math.min(options.requestTimeout ?? this.#totalMs, this.#totalMs);
    const cut = new AbortController();
    const abort = () => cut.abort();
    const timer = setTimeout(abort, bound);
    const outer = options.abortSignal as AbortSignal | undefined;
    if (outer?.aborted) abort();
    outer?.addEventListener('abort', abort, { once: true });
    try {
      const { response } = await this.#sender.handle(request, { ...options, abortSignal: cut.signal });
      const body = await wholeBody(response.body, response.statusCode, cut.signal);
      const foreign = foreignAnswer(request, { ...response, body });
      if (foreign !== undefined) throw foreign;
      learnClock(this.#clock, Date.now(), response);
      response.body = body;
      return { response };
    } catch (error) {
      if (!cut.signal.aborted) throw error;
      throw outer?.aborted ? named('AbortError', 'The call was stopped.') : late(bound);
    } finally {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    }
  }

  destroy(): void {
    this.#sender.destroy();
  }

  /** The SDK shares its settings with the handler, such as a time-out of its own; this one has all it needs. */
  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): object {
    return {};
  }
}

/** The SDK retries errors of this name, where it may retry. */
function late(milliseconds: number): Error {
  return named('TimeoutError', `the answer was not complete after ${milliseconds / 1000} s.`);
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** Rejects when the connection ends early, when the signal aborts, and for a body without end. */
function wholeBody(stream: Readable, status: number, signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    let size = 0;
    const stop = () => stream.destroy(new Error('The call was ended.'));
    const over = () => signal.removeEventListener('abort', stop);
    signal.addEventListener('abort', stop, { once: true });
    stream
      .on('data', (piece: Uint8Array) => {
        size += piece.byteLength;
        pieces.push(piece);
        if (size > LARGEST_BODY) stream.destroy(new ForeignAnswer(status, `more than ${LARGEST_BODY} bytes`));
      })
      .on('end', () => {
        over();
        resolve(pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces, size));
      })
      .on('error', (error) => {
        over();
        reject(error);
      });
    if (signal.aborted) stop();
  });
}
