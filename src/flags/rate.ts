import * as Flags from '@oclif/core/flags';
import { usage } from '../app/failures.ts';
import type { Rates } from '../domain/redrive/pace.ts';
import { parseRates } from '../domain/redrive/pace.ts';

/** How fast events go back. */
export const rateFlag = Flags.string({
  helpValue: 'N|TYPE=N|unlimited',
  multiple: true,
  multipleNonGreedy: true,
  delimiter: ',',
  description:
    'at most N events a second, of all or of one detail-type (repeatable; default 100,topicPublish=10: the quotas of Momento)',
});

/** The rates that `--rate` says, on top of the defaults; throws a usage Failure for words that mean nothing. */
export function ratesOf(texts: readonly string[] | undefined): Rates {
  const rates = parseRates(texts ?? []);
  if ('overall' in rates) return rates;
  throw usage(
    `--rate ${rates.meaningless} is no rate.`,
    'Examples: --rate 80, --rate 80,topicPublish=5, --rate unlimited (events a second).',
  );
}
