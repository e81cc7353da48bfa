import { statSync } from 'node:fs';
import { gone } from './failures.ts';

/**
 * Answers a look that throws a Failure once the path does not lead to the file any more to which it leads now: SQLite goes
 * on writing into a file that was deleted or replaced, and no later run would find there what this one has sent.
 */
export function sameFile(path: string): () => void {
  const opened = identityOf(path);
  return () => {
    if (identityOf(path) !== opened) throw gone(path);
  };
}

function identityOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat && `${stat.dev} ${stat.ino}`;
}
