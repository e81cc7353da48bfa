import type { Proposal } from '../../domain/redrive/proposal.ts';

/**
 * The flags of a redrive under a proposed policy, each as one piece and ready for a shell. What only the operator knows
 * stands in capitals: VALUE, SECONDS, WHICH_KEY. The shell, or momento-eb, refuses it while it stands there.
 */
export function redriveFlags({ policy, blanks }: Proposal): readonly string[] {
  const { repair, fix, resolved } = policy;
  return [
    ...(fix ? ['--fix'] : []),
    ...blanks.map((path) => `--set ${quotedWord(`${path}=VALUE`)}`),
    ...(repair.prefer === undefined ? [] : ['--prefer WHICH_KEY']),
    ...(repair.ttlSeconds === undefined ? [] : ['--ttl SECONDS']),
    ...(repair.base64AsText ? ['--base64-as-text'] : []),
    ...(repair.escapeMessage ? ['--escape-message'] : []),
    ...[...resolved].map((cause) => `--resolved ${cause}`),
  ];
}

/** Explains the capitals of a command, as sentences. */
export function blanksText(flags: readonly string[]): readonly string[] {
  const has = (word: string) => flags.some((flag) => flag.includes(word));
  return [
    ...(has('=VALUE') ? ['Replace each VALUE.'] : []),
    ...(has('WHICH_KEY') ? ['Replace WHICH_KEY by key or key_base64: the one that stays.'] : []),
    ...(has('SECONDS') ? ['Replace SECONDS by the time to live.'] : []),
  ];
}

/** A word as a POSIX shell takes it. */
export function quotedWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
