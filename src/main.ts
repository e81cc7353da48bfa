import { run } from '@oclif/core/run';
import { silentLogger } from './command-line/silent-logger.ts';
import { reportFailure } from './report-failure.ts';
import { outliveReaders } from './terminal.ts';

outliveReaders();
process.exitCode = 0;
const argv = process.argv.slice(2);
try {
  // What oclif says of itself is heard with DEBUG only; its own logger takes a millisecond to load.
  await run(argv, { root: import.meta.filename, ...(process.env.DEBUG ? {} : { logger: silentLogger }) });
} catch (error) {
  reportFailure(error, argv);
}
