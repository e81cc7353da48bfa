import { Command } from '@oclif/core/command';
import { EXIT, type ExitStatus, Failure } from './app/failures.ts';
import type { Presenter, Told } from './present/formats/presenter.ts';
import { progressText } from './present/formats/progress-text.ts';
import { wrap } from './present/style/layout.ts';
import { reportFailure, wantsJson } from './report-failure.ts';
import { interruption } from './terminal/interruption.ts';
import { processTerminal, type Terminal } from './terminal/terminal.ts';

const STOPPING =
  'Stopping: finishing requests under way and releasing all other messages. Press Ctrl+C again to quit at once.';

/** Shared by every command: the terminal, interruption, uniform failures, exit statuses by the table. */
export abstract class BaseCommand extends Command {
  protected readonly terminal: Terminal = processTerminal();
  #presenter: Pick<Presenter<never, never>, 'failed'> | undefined;

  /** The presenter of this command's answer; a failure that comes while the answer is open ends it. */
  protected presenting<Row, End>(presenter: Presenter<Row, End>): Presenter<Row, End> {
    this.#presenter = presenter;
    return presenter;
  }

  /** Writes the whole answer: a document as it is, text through the operator's pager if it is long. */
  protected async answer(
    text: string,
    { json, pager }: { readonly json: boolean; readonly pager: boolean },
  ): Promise<void> {
    await (json || !pager ? this.terminal.write(text) : this.terminal.page(text));
  }

  /** Writes the last part of a presenter. */
  protected async tell({ out, err }: Told): Promise<void> {
    await this.terminal.write(out);
    for (const line of err) this.terminal.say(line);
  }

  /**
   * Runs a use case under SIGINT, SIGTERM and SIGHUP: the first asks it to stop and release, the second ends the process.
   * `stopping` is printed then, unless it is empty.
   */
  protected async untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>, stopping = STOPPING): Promise<T> {
    const { signal, release } = interruption(() => {
      this.terminal.hurry();
      if (stopping !== '') this.terminal.say(wrap(stopping, this.terminal.width));
    });
    try {
      return await work(signal);
    } catch (error) {
      throw signal.aborted && error instanceof Failure ? interrupted(error) : error;
    } finally {
      this.terminal.clearProgress();
      release();
    }
  }

  /** Shows the progress of long work from now on. */
  protected meter(what: string): (done: number, total: number) => void {
    const startedAt = performance.now();
    return (done, total) =>
      this.terminal.progress(() =>
        progressText(what, { done, total, elapsedMilliseconds: performance.now() - startedAt }),
      );
  }

  /** The status with which the process ends once everything is written. */
  protected exitWith(status: ExitStatus): void {
    process.exitCode = status;
  }

  override jsonEnabled(): boolean {
    return wantsJson(this.argv);
  }

  /** Waits for the reader of the output; after an interruption it does not wait for a stalled one. */
  protected override async finally(error: Error | undefined): Promise<void> {
    const isFlushed = await this.terminal.flushed().catch((unwritable: unknown) => {
      if (error === undefined) throw unwritable;
      return true;
    });
    if (isFlushed) return;
    this.terminal.say('Interrupted: nothing reads the output, so its end is missing.');
    process.exit();
  }

  protected override async catch(error: Error): Promise<void> {
    this.terminal.clearProgress();
    reportFailure(error, this.argv, this.#presenter);
  }
}

/** A failure that came after the operator had asked to stop. */
function interrupted({ code, message, hint }: Failure): Failure {
  return new Failure(EXIT.interrupted, code, `Interrupted. ${message}`, hint);
}
