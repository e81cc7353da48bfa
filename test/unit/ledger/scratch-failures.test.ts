import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const MODULE = new URL('../../../src/ledger/scratch-tables.ts', import.meta.url);

// A process of its own, because a limit on files cannot be taken back.
it('a temporary file that cannot grow is named, with what to do', () => {
  const script = `const { scratchTables } = await import('${MODULE}');
    const ids = scratchTables().ids();
    const many = function* () { for (let at = 0; at < 500_000; at += 1) yield 'id-'.repeat(10) + at; };
    try { ids.addAll(many()); console.log('written'); }
    catch ({ name, code, exit, hint }) { console.log(JSON.stringify({ name, code, exit, hint })); }`;
  const limited = ['-c', `trap '' XFSZ; ulimit -f 100; exec "$0" "$@"`, process.execPath];
  const { stdout, stderr } = spawnSync('/bin/bash', [...limited, '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout || JSON.stringify({ stderr }))).toEqual({
    name: 'Failure',
    code: 'ScratchFailed',
    exit: 3,
    hint: expect.stringContaining('TMPDIR'),
  });
});
