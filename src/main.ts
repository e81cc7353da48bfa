import type { Interfaces } from '@oclif/core';
import { run } from '@oclif/core/run';
import { reportFailure } from './report-failure.ts';
import { outliveReaders } from './terminal/terminal.ts';

const nothing = () => {};
/** The log of oclif is for DEBUG only; otherwise its logger is not loaded. */
const silent: Interfaces.Logger = {
  namespace: 'oclif',
  child: () => silent,
  debug: nothing,
  error: nothing,
  info: nothing,
  trace: nothing,
  warn: nothing,
};

outliveReaders();
process.exitCode = 0;
const argv = process.argv.slice(2);
try {
  await run(argv, {
    root: import.meta.filename,
    // oclif would run code that the data directory names as a plugin.
    userPlugins: false,
    devPlugins: false,
    ...(process.env.DEBUG ? {} : { logger: silent }),
  });
} catch (error) {
  reportFailure(error, argv);
}
// Everything is written and released by now. A program that was asked for credentials may hang and would keep this one alive.
if (process.exitCode === 130) process.exit();
