import { type Failure, usage } from '../app/failures.ts';
import { didYouMean } from './did-you-mean.ts';

const SEE_HELP = 'Add --help to see how it is used.';

/** oclif's error about a command line, as a usage Failure in our words. */
export function usageFailure(error: Error): Failure {
  return unknownFlag(error) ?? unknownValue(error) ?? usage(plain(error.message), SEE_HELP);
}

/** The error holds the unknown flags and, in its parse result, the flags of the command. */
interface NonExistentFlags {
  readonly flags: readonly string[];
  readonly parse: { readonly input: { readonly flags: Readonly<Record<string, { readonly hidden?: boolean }>> } };
}

function unknownFlag(error: Error): Failure | undefined {
  if (!knowsFlags(error)) return undefined;
  const [first = ''] = error.flags;
  const typed = first.replace(/=.*$/s, '');
  const known = Object.entries(error.parse.input.flags)
    .filter(([, { hidden }]) => !hidden)
    .map(([name]) => `--${name}`);
  // One letter is close to everything.
  const guess = (typed.startsWith('--') ? didYouMean(typed, [...known, '--help']) : undefined) ?? '';
  return usage(`Unknown flag ${typed}.`, `${guess} ${SEE_HELP}`.trim());
}

function knowsFlags(error: Error): error is Error & NonExistentFlags {
  const { flags, parse } = error as Partial<NonExistentFlags>;
  return Array.isArray(flags) && flags.length > 0 && typeof parse?.input?.flags === 'object';
}

function unknownValue(error: Error): Failure | undefined {
  const [, flag, value, list] = /^Expected (?:(--\S+)=)?(.*) to be one of: (.*)$/s.exec(firstLine(error)) ?? [];
  if (value === undefined || list === undefined) return undefined;
  const options = list.split(', ');
  const what = flag === undefined ? `Unknown value "${value}".` : `${flag} does not take "${value}".`;
  return usage(what, didYouMean(value, options) ?? `Possible: ${options.join(', ')}.`);
}

function firstLine({ message }: Error): string {
  return message.replace(/\nSee more help with[\s\S]*$/, '');
}

/** Its notes about other syntax do not hold for our flags, and its tabs are for its own layout. */
function plain(message: string): string {
  return message
    .replace(/\n\s*(See more help with|Note: )[\s\S]*$/, '')
    .replace(/:?\s*\n\s*/g, ': ')
    .trim();
}
