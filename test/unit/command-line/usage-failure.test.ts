import { Command, Config, Flags } from '@oclif/core';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/app/failures.ts';
import { usageFailure } from '../../../src/command-line/usage-failure.ts';

class Given extends Command {
  static override flags = {
    cause: Flags.string({ multiple: true, multipleNonGreedy: true, delimiter: ',' }),
    force: Flags.string({ options: ['bus', 'rule', 'pattern'], multiple: true, delimiter: ',' }),
    secret: Flags.boolean({ hidden: true }),
    limit: Flags.integer({ min: 1 }),
    yes: Flags.boolean({ char: 'y' }),
  };
  async run(): Promise<void> {
    await this.parse(Given);
  }
}

/** What oclif says about these words, in our voice. */
async function said(...argv: readonly string[]): Promise<Failure> {
  const config = await Config.load(import.meta.dirname);
  const error = await new Given([...argv], config).run().then(
    () => new Error('it was no error'),
    (thrown: Error) => thrown,
  );
  return usageFailure(error);
}

describe('a word that oclif does not know', () => {
  it.each<[argv: readonly string[], message: string, hint: string]>([
    [['--casue', 'x'], 'Unknown flag --casue.', 'Did you mean "--cause"? Add --help to see how it is used.'],
    [['--casue=x\ny'], 'Unknown flag --casue.', 'Did you mean "--cause"? Add --help to see how it is used.'],
    [['--hlep'], 'Unknown flag --hlep.', 'Did you mean "--help"? Add --help to see how it is used.'],
    [['--secrte'], 'Unknown flag --secrte.', 'Add --help to see how it is used.'],
    [['-x'], 'Unknown flag -x.', 'Add --help to see how it is used.'],
    [['--colour'], 'Unknown flag --colour.', 'Add --help to see how it is used.'],
    [['--force', 'patern'], '--force does not take "patern".', 'Did you mean "pattern"?'],
    [['--force=bus,rul'], '--force does not take "rul".', 'Did you mean "rule"?'],
    [['--force', 'everything'], '--force does not take "everything".', 'Possible: bus, rule, pattern.'],
    [['--force', 'a\nb'], '--force does not take "a\nb".', 'Possible: bus, rule, pattern.'],
  ])('%j is told with what may have been meant', async (argv, message, hint) => {
    expect(await said(...argv)).toMatchObject({ exit: 2, code: 'Usage', message, hint });
  });

  it.each<[argv: readonly string[], message: RegExp]>([
    [['--limit', '0'], /^Parsing --limit: Expected an integer greater than or equal to 1 but received: 0$/],
    [['--cause'], /^Flag --cause expects a value$/],
    [['one'], /^Unexpected argument: one$/],
  ])('%j keeps what oclif says, on one line and without its advice', async (argv, message) => {
    const failure = await said(...argv);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ exit: 2, message: expect.stringMatching(message) });
  });
});
