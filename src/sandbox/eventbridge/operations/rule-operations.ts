import { type Pattern, parsePattern } from '../../../domain/eventbridge/pattern/pattern.ts';
import { AwsError, type JsonOperation } from '../../wire/wire.ts';
import { BUS, free, invalid, NAME, optionalText, page, present, requiredText } from '../input.ts';
import { ruleArn } from '../place.ts';
import type { Given, RuleRecord } from '../records.ts';
import { busOf, type EventBridgeStore, ruleOf } from '../store.ts';

const STATE = { max: 64, pattern: /^(ENABLED|DISABLED|ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS)$/ };

/** The rule operations. A rule with a schedule is kept and told, but the sandbox never fires it. */
export function ruleOperations(store: EventBridgeStore): Record<string, JsonOperation> {
  const named = (input: Given): RuleRecord =>
    ruleOf(store, optionalText(input, 'EventBusName', BUS), requiredText(input, 'Name', NAME));
  return {
    PutRule: (input) => putRule(store, input),
    DescribeRule: (input) => told(named(input)),
    EnableRule: (input) => {
      named(input).state = 'ENABLED';
      return {};
    },
    DisableRule: (input) => {
      named(input).state = 'DISABLED';
      return {};
    },
    DeleteRule: (input) => {
      const bus = busOf(store, optionalText(input, 'EventBusName', BUS));
      const name = requiredText(input, 'Name', NAME);
      if (bus.rules.get(name)?.targets.size) throw invalid("Rule can't be deleted since it has targets.");
      bus.rules.delete(name);
      return {};
    },
    ListRules: (input) => {
      const prefix = optionalText(input, 'NamePrefix', NAME) ?? '';
      const bus = busOf(store, optionalText(input, 'EventBusName', BUS));
      const all = [...bus.rules.values()].filter((rule) => rule.name.startsWith(prefix));
      const { items, ...rest } = page(all, input);
      return { Rules: items.map(told), ...rest };
    },
    ListRuleNamesByTarget: (input) => {
      const targetArn = requiredText(input, 'TargetArn', free(1600));
      const bus = busOf(store, optionalText(input, 'EventBusName', BUS));
      const all = [...bus.rules.values()].filter((rule) =>
        [...rule.targets.values()].some(({ target }) => target.arn === targetArn),
      );
      const { items, ...rest } = page(all, input);
      return { RuleNames: items.map((rule) => rule.name), ...rest };
    },
  };
}

/** Reads a pattern or throws InvalidEventPatternException, also for what the sandbox cannot tell the meaning of. */
export function readPattern(text: string): Pattern {
  const parsed = parsePattern(text);
  switch (parsed.kind) {
    case 'pattern':
      return parsed.pattern;
    case 'refused':
      throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${parsed.reason}`);
    case 'unsupported':
      throw new AwsError(
        'InvalidEventPatternException',
        `Event pattern is not valid. Reason: the sandbox does not know ${parsed.operator}`,
      );
  }
}

function putRule(store: EventBridgeStore, input: Given): Record<string, unknown> {
  const name = requiredText(input, 'Name', NAME);
  const bus = busOf(store, optionalText(input, 'EventBusName', BUS));
  const pattern = optionalText(input, 'EventPattern', free(4096));
  const schedule = optionalText(input, 'ScheduleExpression', free(256));
  if (pattern === undefined && schedule === undefined) {
    throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  if (schedule !== undefined && bus.name !== 'default') {
    throw invalid('ScheduleExpression is supported only on the default event bus.');
  }
  const state = optionalText(input, 'State', STATE) ?? 'ENABLED';
  const rule: RuleRecord = {
    name,
    arn: ruleArn(store.place, bus.name, name),
    bus: bus.name,
    given: {
      EventPattern: pattern,
      ScheduleExpression: schedule,
      Description: optionalText(input, 'Description', free(512)),
      RoleArn: optionalText(input, 'RoleArn', free(1600)),
    },
    pattern: pattern === undefined ? undefined : readPattern(pattern),
    targets: bus.rules.get(name)?.targets ?? new Map(),
    state,
  };
  bus.rules.set(name, rule);
  return { RuleArn: rule.arn };
}

function told(rule: RuleRecord): Record<string, unknown> {
  return present({ Name: rule.name, Arn: rule.arn, EventBusName: rule.bus, State: rule.state, ...rule.given });
}
