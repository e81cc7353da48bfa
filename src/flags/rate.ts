import * as Flags from '@oclif/core/flags';
import { usage } from '../app/failures.ts';
import type { Rates } from '../domain/redrive/pace.ts';
import { parseRates } from '../domain/redrive/pace.ts';

/** How fast events are sent. */
export const rateFlag = Flags.string({
  helpValue: 'N|TYPE=N|unlimited',
  multiple: true,
  multipleNonGreedy: true,
  delimiter: ',',
  description:
    'send at most N events a second, of all or of one detail-type (repeatable; default 100,topicPublish=10: the quotas of Momento)',
});

/** The rates that `--rate` asks for, on top of the defaults; throws a usage Failure for an invalid value. */
export function ratesOf(texts: readonly string[] | undefined): Rates {
  const rates = parseRates(texts ?? []);
  if ('overall' in rates) return rates;
  throw usage(
    `Invalid rate: --rate ${rates.meaningless}.`,
    'Examples: --rate 80, --rate 80,topicPublish=5, --rate unlimited (events a second).',
  );
}
