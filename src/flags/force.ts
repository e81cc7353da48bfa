import * as Flags from '@oclif/core/flags';

/** The flag that skips checks by name. */
export function forceFlag(checks: readonly string[]) {
  return Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    options: [...checks],
    helpValue: 'CHECK',
    description: `go on even if this check fails or cannot be made: ${checks.join(', ')}`,
  });
}
