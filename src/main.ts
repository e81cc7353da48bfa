import { run } from '@oclif/core';
import { reportFailure } from './report-failure.ts';
import { outliveReaders } from './terminal.ts';

outliveReaders();
process.exitCode = 0;
try {
  await run(process.argv.slice(2), import.meta.url);
} catch (error) {
  reportFailure(error, process.argv.slice(2));
}
