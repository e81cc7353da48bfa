import type { HttpAnswer } from '../wire/wire.ts';

/** An answer that Momento is made to give instead of doing its work. */
export interface ForcedAnswer {
  /** Absent: the work is done after the delay. */
  readonly status?: number;
  /** JSON, HTML, anything; absent: Momento's own body for that status. */
  readonly body?: string;
  readonly contentType?: string;
  /** How many calls; absent: 1. */
  readonly times?: number;
  /** Milliseconds of the sandbox clock before the answer. */
  readonly delay?: number;
  /** Only calls whose path begins so. */
  readonly path?: string;
}

/** Forced answers in the order in which they were asked for. */
export interface ForcedAnswers {
  add(answers: readonly ForcedAnswer[]): void;
  clear(): void;
  /** Takes the first one that applies to the path. */
  take(path: string): ForcedAnswer | undefined;
  /** Resolves when the next one is taken, so that whoever waits for a slow answer knows when to move the clock. */
  nextTaken(): Promise<void>;
}

/** No forced answers. */
export function createForcedAnswers(): ForcedAnswers {
  let waiting: { readonly answer: ForcedAnswer; left: number }[] = [];
  const listeners: (() => void)[] = [];
  return {
    add: (answers) => void waiting.push(...answers.map((answer) => ({ answer, left: answer.times ?? 1 }))),
    clear: () => {
      waiting = [];
    },
    take(path) {
      const next = waiting.find(({ answer }) => path.startsWith(answer.path ?? '/'));
      if (next === undefined) return undefined;
      next.left -= 1;
      if (next.left <= 0) waiting = waiting.filter((candidate) => candidate !== next);
      for (const listener of listeners.splice(0)) listener();
      return next.answer;
    },
    nextTaken: () => new Promise((resolve) => listeners.push(resolve)),
  };
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Resources Exhausted',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The HTTP answer of a forced answer that has a status. */
export function forcedHttp(answer: ForcedAnswer, status: number): HttpAnswer {
  const title = TITLES[status] ?? 'Error';
  const body = answer.body ?? JSON.stringify({ status, title, description: `${title} (forced)` });
  const contentType = answer.contentType ?? (body.startsWith('<') ? 'text/html' : 'application/json');
  return { status, headers: { 'content-type': contentType }, body };
}
