import type { AlsoFires } from '../../app/redrive/redrive-events.ts';
import { quote } from '../../domain/text/printable.ts';
import { padLeft, wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';

const COUNT = 6;
/** More than these are found with --json. */
const MOST_RULES = 10;
const MOST_TARGETS = 5;

/** Which other rules fire again, with their targets: a delivery that had succeeded is made once more. One block, or none. */
export function alsoFiresText(
  rules: readonly AlsoFires[],
  title: string,
  width: number,
  theme: Theme,
): readonly string[] {
  if (rules.length === 0) return [];
  const indent = ' '.repeat(COUNT + 2);
  const lines = rules.slice(0, MOST_RULES).map(({ rule, targets, events, certain }) => {
    const text = `${certain ? '' : 'perhaps '}${lastOf(rule)} → ${targetsText(targets)}`;
    return `${padLeft(String(events), COUNT)}  ${wrap(text, width, indent).trimStart()}`;
  });
  const more = rules.length - MOST_RULES;
  if (more > 0) lines.push(`${indent}and ${more} more; --json has them all`);
  return [[theme.careful(title) + theme.faint('  other rules on the bus match too'), ...lines].join('\n')];
}

function targetsText(targets: readonly string[] | undefined): string {
  if (targets === undefined) return 'targets not known';
  if (targets.length === 0) return 'no targets';
  const shown = targets.slice(0, MOST_TARGETS).map((arn) => `${serviceOf(arn)} ${lastOf(arn)}`);
  return shown.join(', ') + (targets.length > MOST_TARGETS ? `, and ${targets.length - MOST_TARGETS} more` : '');
}

/** `sqs` of `arn:aws:sqs:…`. */
function serviceOf(arn: string): string {
  return quote(arn.split(':')[2] ?? '', 20);
}

/** The name in an ARN: of `…:rule/shop/audit` and `…:function:audit` it is `audit`, of `…:api-destination/put/UUID` `put`. */
function lastOf(arn: string): string {
  const resource = arn.split(':').slice(5).join(':');
  const [kind = '', ...rest] = resource.split(/[:/]/);
  const name = kind === 'api-destination' ? rest[0] : rest.at(-1);
  return quote(name ?? kind, 64);
}
