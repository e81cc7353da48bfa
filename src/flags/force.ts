import * as Flags from '@oclif/core/flags';

/** Checks that may be waved through by name. */
export function forceFlag(checks: readonly string[]) {
  return Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    options: [...checks],
    helpValue: 'CHECK',
    description: `go on although this check fails or could not be made: ${checks.join(', ')}`,
  });
}
