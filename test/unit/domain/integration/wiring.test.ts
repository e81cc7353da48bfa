import { describe, expect, it } from 'vitest';
import type { TargetInput } from '../../../../src/domain/eventbridge/target.ts';
import type { Lookup } from '../../../../src/domain/integration/lookup.ts';
import {
  type DeployedTarget,
  targetOf,
  wholeEventWarning,
  wiringOf,
  wiringWarning,
} from '../../../../src/domain/integration/wiring.ts';
import { quickStartTarget } from '../../../../src/domain/momento/contract.ts';
import { deployed, NOTHING_READABLE, target } from '../../../support/builders/examined.ts';
import { deadLetter, TARGET_ARN } from '../../../support/builders/messages.ts';

const HTTP = { path: ['$.detail.store'], query: { ttl_seconds: '$.detail.ttl_seconds' }, headers: {} };
const ENDPOINT = 'https://private.momentohq.com/cache/*';
const MISSING: Lookup<never> = { kind: 'missing' };
const DENIED: Lookup<never> = { kind: 'denied', reason: 'AccessDeniedException' };

const READ = deployed({ http: HTTP, endpoint: ENDPOINT });
const OTHERS: DeployedTarget = { ...READ, targets: { kind: 'found', value: [{ ...target(), arn: `${TARGET_ARN}2` }] } };
const QUICK_START = quickStartTarget('cacheSet');

type Row = readonly [
  string,
  DeployedTarget,
  'deployed' | 'assumed',
  'deployed' | 'assumed',
  string | undefined,
  RegExp | undefined,
];

/** What could be read; then where wiring, parameters and endpoint come from, and the warning. */
const ROWS: readonly Row[] = [
  ['everything', READ, 'deployed', 'deployed', ENDPOINT, undefined],
  [
    'no targets (denied)',
    { ...READ, targets: DENIED },
    'assumed',
    'assumed',
    ENDPOINT,
    /Targets of rule momento-cache-set could not be read \(AccessDeniedException\)/,
  ],
  [
    'no targets (rule gone)',
    { ...READ, targets: MISSING },
    'assumed',
    'assumed',
    ENDPOINT,
    /Rule momento-cache-set does not exist any more/,
  ],
  ['other targets', OTHERS, 'assumed', 'assumed', ENDPOINT, /no longer has the target that failed/],
  [
    'no destination (denied)',
    { ...READ, destination: DENIED },
    'assumed',
    'deployed',
    undefined,
    /could not be read.*its host was not checked/,
  ],
  [
    'no destination (gone)',
    { ...READ, destination: MISSING },
    'assumed',
    'deployed',
    undefined,
    /API destination of rule momento-cache-set does not exist/,
  ],
  [
    'nothing',
    { ...READ, targets: DENIED, destination: DENIED },
    'assumed',
    'assumed',
    undefined,
    /quick-start template is assumed/,
  ],
];

describe('wiring', () => {
  it.each(ROWS)('where %s was read', (_, found, source, http, endpoint, warning) => {
    const wiring = wiringOf(found, deadLetter(), 'cacheSet');
    expect(wiring).toMatchObject({
      source,
      http: http === 'deployed' ? HTTP : QUICK_START?.http,
      input: QUICK_START?.input,
      destination: { endpoint: endpoint ?? QUICK_START?.destination.endpoint, method: 'PUT' },
    });
    const said = wiringWarning(found, deadLetter());
    if (warning === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(warning);
  });

  it('is not known for a detail-type that the quick-start does not have, unless it is deployed', () => {
    expect(wiringOf(READ, deadLetter(), 'other')).toMatchObject({ source: 'deployed', http: HTTP });
    expect(wiringOf({ ...READ, targets: DENIED }, deadLetter(), 'other')).toBeUndefined();
    expect(wiringOf({ ...READ, destination: DENIED }, deadLetter(), 'other')).toBeUndefined();
    expect(wiringOf({ ...READ, targets: DENIED }, deadLetter(), '__proto__')).toBeUndefined();
  });

  it('is that of the target which the dead letter names, among several', () => {
    const value = [{ ...target(), arn: `${TARGET_ARN}2` }, target('cacheSet', HTTP)];
    expect(targetOf({ ...READ, targets: { kind: 'found', value } }, TARGET_ARN)?.http).toBe(HTTP);
    expect(targetOf(READ, undefined)).toBeUndefined();
  });

  it.each(['odd', undefined])('warns when the rule is %s', (ruleArn) => {
    expect(wiringWarning(READ, deadLetter({ ruleArn }))).toMatch(
      /names no rule that could be looked up; .* is assumed/,
    );
  });
});

describe('a whole event', () => {
  const CHANGED: readonly [TargetInput, boolean][] = [
    [{ kind: 'whole-event' }, false],
    [{ kind: 'path', path: '$' }, false],
    [{ kind: 'path', path: '$.detail' }, true],
    [{ kind: 'constant', text: '1' }, true],
    [{ kind: 'transformer', paths: {}, template: '<aws.events.event.json>' }, true],
  ];

  it.each(CHANGED)('of a target with %j is a surprise: %s', (input, isSurprise) => {
    const wiring = wiringOf(deployed({ input }), deadLetter(), 'cacheSet');
    expect(wholeEventWarning(wiring) !== undefined).toBe(isSurprise);
  });

  it('is none where the input settings are only assumed', () => {
    const wiring = wiringOf(NOTHING_READABLE, deadLetter(), 'cacheSet');
    expect(wiring?.input.kind).toBe('transformer');
    expect(wholeEventWarning(wiring)).toBeUndefined();
    expect(wholeEventWarning(undefined)).toBeUndefined();
  });
});
