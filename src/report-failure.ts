import { EXIT, Failure } from './app/failures.ts';
import { usageFailure } from './command-line/usage-failure.ts';
import { printableLines, terminalText } from './domain/text/printable.ts';
import { failureJson } from './present/formats/failure-json.ts';
import { failureText } from './present/formats/failure-text.ts';
import type { Told } from './present/formats/presenter.ts';
import { sourceStack } from './source-stack.ts';

/** The presenter of an answer that may have begun; a failure then ends it. */
interface Begun {
  failed(failure: Failure): Told | undefined;
}

/**
 * Reports why a command failed, and sets the exit status. If the answer has begun, the failure ends it in its own format;
 * otherwise it is printed on standard error, or as JSON on standard output.
 */
export function reportFailure(thrown: unknown, argv: readonly string[], answer?: Begun): void {
  const failure = translate(thrown);
  if (failure === undefined) return;
  process.exitCode = failure.exit;
  const { out, err } = answer?.failed(failure) ?? whole(failure, wantsJson(argv));
  process.stdout.write(terminalText(out));
  for (const line of err) process.stderr.write(terminalText(`${line}\n`));
  if (process.env.DEBUG && thrown instanceof Error) {
    process.stderr.write(`${printableLines(sourceStack(thrown.stack ?? ''))}\n`);
  }
}

/** A failure that is the whole answer. */
function whole(failure: Failure, json: boolean): Told {
  return json ? { out: `${failureJson(failure)}\n`, err: [] } : { out: '', err: [failureText(failure)] };
}

/** Does the command line ask for JSON? Read from the words, because flags may not have parsed. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json');
}

/** oclif's own errors are about the command line; an ExitError without failure (help, version) is not one. */
function translate(thrown: unknown): Failure | undefined {
  if (thrown instanceof Failure) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const oclif = (error as { oclif?: { exit?: number } }).oclif;
  if (oclif?.exit === 0) return undefined;
  if (oclif !== undefined) return usageFailure(error);
  return new Failure(
    EXIT.defect,
    error.name,
    `momento-eb itself failed: ${error.message}`,
    'This is a defect; run it again with DEBUG=1 and report the stack trace. Messages in flight become visible again by themselves.',
  );
}
