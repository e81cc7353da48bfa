import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT, type ExitStatus, usage } from '../app/failures.ts';
import { connect } from '../app/integration/connection.ts';
import { BaseCommand } from '../base-command.ts';
import { openPorts } from '../composition/queue-ports.ts';
import { programOf } from '../flags/program.ts';
import { cachesText } from '../present/sandbox/caches-text.ts';
import { makeTheme, type Theme } from '../present/style/theme.ts';
import { readSelf, runSelf } from '../spawn-self.ts';

interface Shown {
  readonly deadLetters: readonly { readonly messageId: string; readonly diagnosis: { readonly cause: string } }[];
}

export default class Demo extends BaseCommand {
  static override summary = 'See it work: events fail locally, are explained and repaired.';
  static override description =
    'Starts a sandbox on a free port of 127.0.0.1, puts events on its bus, and runs momento-eb against it as you would. Needs no AWS account and no Momento account, and leaves nothing behind.';
  static override examples = [
    { description: 'All of it, in about ten seconds:', command: '<%= config.bin %> <%= command.id %>' },
  ];

  async run(): Promise<void> {
    await this.parse(Demo);
    // biome-ignore lint/style/noRestrictedImports: commands load the sandbox only when they run it
    const { startDemo } = await import('../sandbox/demo.ts');
    // The runs of the demo do not belong into the operator's ledger.
    const folder = temporaryDirectory();
    const demo = await startDemo();
    const environment = { MOMENTO_EB_SANDBOX_URL: demo.url, MOMENTO_EB_LEDGER: join(folder, 'ledger.db') };
    try {
      const status = await this.untilInterrupted((signal) => this.#tell(demo, environment, signal));
      this.exitWith(status);
    } finally {
      await demo.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async #tell(demo: DemoSandbox, environment: Record<string, string>, signal: AbortSignal): Promise<ExitStatus> {
    const theme = makeTheme(this.terminal.colour);
    await this.#put(demo, environment, theme);
    const run = (...words: string[]) => this.#run(words, environment, theme, signal);
    await run('dlq', 'list', '--limit', '10');
    const [example] = await this.#idsOf('key-base64-invalid', environment);
    const [incomplete] = await this.#idsOf('event-incomplete', environment);
    if (example) await run('dlq', 'show', example);
    if (incomplete) await run('dlq', 'show', incomplete);
    const status = await run('dlq', 'redrive', '--fix', '--ttl', '3600', '--yes');
    await run('ledger', 'show', 'last');
    await demo.idle();
    await this.terminal.write(`${theme.strong('The caches now')}\n${cachesText(demo.caches())}\n\n`);
    await this.terminal.write(`${theme.strong('Dead letters still in the queue')}\n`);
    await run('dlq', 'list');
    const done =
      status === EXIT.partly
        ? 'Exit status 3 of the redrive means: some messages were not redriven, and its result names them.'
        : '';
    await this.terminal.write(`${done}\nTry it yourself: ${programOf(process.argv[1])} sandbox --seed 50\n`);
    return signal.aborted ? EXIT.interrupted : status === EXIT.partly || status === EXIT.done ? EXIT.done : EXIT.defect;
  }

  /** Real PutEvents calls over loopback; each delivery ends before the next begins, so that Momento's bad hours hit the right one. */
  async #put(demo: DemoSandbox, environment: Record<string, string>, theme: Theme): Promise<void> {
    await this.terminal.write(
      `${theme.strong('A local AWS and Momento')} at ${demo.url}, with the stack momento-api in it.\nIts dead letters hold the ${demo.bodyMode} event (--dlq-body ${demo.bodyMode}); AWS does not document whether real ones do.\n\n`,
    );
    const { bus } = await openPorts(connect({ ...NOTHING_SAID, sandbox: true }, environment), {
      concurrency: 1,
      operator: this.terminal,
    });
    for (const { why, entry, prepare } of demo.events) {
      prepare();
      const answer = await bus.send({ busArn: entry.busArn, entries: [entry] });
      await demo.idle();
      const accepted = answer.kind === 'answered' && answer.results[0]?.eventId !== undefined;
      await this.terminal.write(`  ${accepted ? 'put' : 'NOT put'}  ${entry.detailType.padEnd(12)} that ${why}\n`);
    }
    await this.terminal.write('\n');
  }

  async #run(
    words: readonly string[],
    environment: Record<string, string>,
    theme: Theme,
    signal: AbortSignal,
  ): Promise<number> {
    if (signal.aborted) return EXIT.interrupted;
    const line = words[0] === 'dlq' ? [...words, '--sandbox'] : words;
    await this.terminal.write(`${theme.name(`$ momento-eb ${line.join(' ')}`)}\n`);
    const status = await runSelf(line, environment);
    await this.terminal.write('\n');
    return status;
  }

  async #idsOf(cause: string, environment: Record<string, string>): Promise<readonly string[]> {
    const json = await readSelf(['dlq', 'list', '--cause', cause, '--json', '--sandbox'], environment);
    return (JSON.parse(json) as Shown).deadLetters.map(({ messageId }) => messageId.slice(0, 8));
  }
}

function temporaryDirectory(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'momento-eb-demo-'));
  } catch (error) {
    throw usage(
      `The demo could not make a temporary directory: ${(error as Error).message}.`,
      'Set TMPDIR to a directory that this user can write.',
    );
  }
}

type DemoSandbox = Awaited<ReturnType<typeof import('../sandbox/demo.ts').startDemo>>;

const NOTHING_SAID = {
  stack: undefined,
  queue: undefined,
  region: undefined,
  profile: undefined,
  endpointUrl: undefined,
};
