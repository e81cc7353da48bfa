import * as Flags from '@oclif/core/flags';
import { EXIT, Failure } from '../app/failures.ts';
import { DEFAULT_SANDBOX_URL } from '../app/integration/connection.ts';
import { BaseCommand } from '../base-command.ts';
import { programOf } from '../flags/program.ts';
import { sandboxText } from '../present/sandbox/sandbox-text.ts';
import { makeTheme } from '../present/style/theme.ts';

const DEFAULT_PORT = Number(new URL(DEFAULT_SANDBOX_URL).port);

export default class Sandbox extends BaseCommand {
  static override summary = 'Run a local AWS and Momento, to try things out and to test.';
  static override description =
    'One process on 127.0.0.1 that speaks SQS, EventBridge, CloudWatch, CloudFormation, STS and the HTTP API of Momento. Deliveries really happen, so what fails ends in the dead letter queue. Runs until Ctrl+C; nothing is kept.';
  static override examples = [
    { description: 'With fifty dead letters in its queue:', command: '<%= config.bin %> <%= command.id %> --seed 50' },
    { description: 'Then, in another terminal:', command: '<%= config.bin %> dlq list --sandbox' },
    {
      description: 'With events that keep flowing, for stats to show:',
      command: '<%= config.bin %> <%= command.id %> --seed 50 --traffic 20',
    },
    { description: 'Then, in another terminal:', command: '<%= config.bin %> stats --sandbox' },
  ];
  static override flags = {
    port: Flags.integer({
      min: 0,
      max: 65_535,
      default: DEFAULT_PORT,
      description: 'port on 127.0.0.1; 0 takes a free one',
    }),
    seed: Flags.integer({
      min: 0,
      max: 10_000,
      default: 0,
      description: 'make N dead letters of mixed causes, the same ones each time',
    }),
    traffic: Flags.integer({
      min: 1,
      max: 200,
      helpValue: 'N',
      description: 'send N events a second: most succeed, some fail',
    }),
    'dlq-body': Flags.string({
      options: ['original', 'as-delivered'],
      default: 'original',
      description:
        'what the body of a dead letter is where the target transforms its input; AWS does not document which',
    }),
    'without-queue-policy': Flags.boolean({
      description: 'deploy the stack as it is published: failed events are then lost',
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Sandbox);
    // biome-ignore lint/style/noRestrictedImports: commands load the sandbox only when they run it
    const { startSeededSandbox } = await import('../sandbox/integration/seeded.ts');
    const sandbox = await startSeededSandbox({
      port: flags.port,
      seed: flags.seed,
      ...(flags.traffic === undefined ? {} : { traffic: flags.traffic }),
      deadLetterBody: flags['dlq-body'] === 'as-delivered' ? 'as-delivered' : 'original',
      withoutQueuePolicy: flags['without-queue-policy'],
    }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? portTaken(flags.port) : error;
    });
    try {
      await this.untilInterrupted(async (signal) => {
        const [usual, program] = [flags.port === DEFAULT_PORT, programOf(process.argv[1])];
        await this.terminal.write(sandboxText(sandbox, usual, program, makeTheme(this.terminal.colour)));
        await new Promise<void>((resolve) => {
          if (signal.aborted) resolve();
          signal.addEventListener('abort', () => resolve());
        });
      });
    } finally {
      await sandbox.stop();
    }
    this.exitWith(EXIT.interrupted);
  }
}

function portTaken(port: number): Failure {
  return new Failure(
    EXIT.usage,
    'PortTaken',
    `Port ${port} on 127.0.0.1 is taken; perhaps a sandbox is running already.`,
    'Stop it, or give another --port.',
  );
}
