/** Exit statuses with a meaning; docs/exit-status.md has the table. */
export const EXIT = {
  done: 0,
  defect: 1,
  usage: 2,
  partly: 3,
  aws: 4,
  notFound: 5,
  refused: 6,
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** A failure that the operator can act on: what happened, under which name, what to do next, and the exit status. */
export class Failure extends Error {
  readonly code: string;
  readonly hint: string;
  readonly exit: ExitStatus;
  constructor(exit: ExitStatus, code: string, message: string, hint: string) {
    super(message);
    this.name = 'Failure';
    this.exit = exit;
    this.code = code;
    this.hint = hint;
  }
}

/** The failure for arguments that are invalid or contradict each other; nothing was changed. */
export function usage(message: string, hint: string): Failure {
  return new Failure(EXIT.usage, 'Usage', message, hint);
}

const STOPPED = 'Stopped';

/** The failure of a call that ended because the operator stopped the run; the interruption itself is reported elsewhere. */
export function stopped(message: string): Failure {
  return new Failure(EXIT.interrupted, STOPPED, message, 'Run it again.');
}

/** Was this only the operator's stop, which is reported as such? */
export function isStop(error: unknown): boolean {
  return error instanceof Failure && error.code === STOPPED;
}

const PRECEDENCE: readonly ExitStatus[] = [
  EXIT.interrupted,
  EXIT.defect,
  EXIT.usage,
  EXIT.aws,
  EXIT.notFound,
  EXIT.refused,
  EXIT.partly,
  EXIT.done,
];

/** The exit status with the highest precedence. */
export function strongest(statuses: readonly ExitStatus[]): ExitStatus {
  return PRECEDENCE.find((status) => statuses.includes(status)) ?? EXIT.done;
}
