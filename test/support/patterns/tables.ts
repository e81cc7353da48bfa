import { ANYTHING_BUT } from './anything-but.ts';
import { ARRAYS } from './arrays.ts';
import { CIDR } from './cidr.ts';
import { EXISTS } from './exists.ts';
import { NUMERIC } from './numeric.ts';
import { OR } from './or.ts';
import type { PatternCase, RefusedPattern } from './pattern-case.ts';
import { REFUSED, REFUSED_CIDR, REFUSED_NUMERIC, REFUSED_OR } from './refused.ts';
import { EQUALS_IGNORE_CASE, PREFIX, SUFFIX, WILDCARD } from './text.ts';
import { DOTS, FIELDS, VALUES } from './values.ts';

/**
 * What patterns match, a table for each operator of the EventBridge user guide, "Comparison operators for use in event
 * patterns". Our matcher is held to them, and so are the engines that the sandbox is compared with.
 */
export const PATTERN_TABLES: Readonly<Record<string, readonly PatternCase[]>> = {
  values: VALUES,
  fields: FIELDS,
  dots: DOTS,
  arrays: ARRAYS,
  prefix: PREFIX,
  suffix: SUFFIX,
  'equals-ignore-case': EQUALS_IGNORE_CASE,
  wildcard: WILDCARD,
  'anything-but': ANYTHING_BUT,
  numeric: NUMERIC,
  cidr: CIDR,
  exists: EXISTS,
  $or: OR,
};

/** Patterns that are none, by what is wrong in them. */
export const REFUSED_TABLES: Readonly<Record<string, readonly RefusedPattern[]>> = {
  structure: REFUSED,
  numeric: REFUSED_NUMERIC,
  cidr: REFUSED_CIDR,
  $or: REFUSED_OR,
};
