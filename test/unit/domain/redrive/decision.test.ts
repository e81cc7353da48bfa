import { describe, expect, it } from 'vitest';
import { type HoldReason, isPreflightRefusal } from '../../../../src/domain/redrive/decision.ts';

/** Every reason, and whether a look before sending gave it; the record is complete or does not compile. */
const REASONS: Record<HoldReason, boolean> = {
  'not-ours': false,
  encrypted: false,
  incomplete: false,
  'needs-completion': false,
  'no-rule': false,
  'source-reserved': false,
  'needs-fix': false,
  'needs-repair': false,
  'cannot-set': false,
  'needs-outside-change': false,
  'not-in-plan': false,
  returned: false,
  'sent-for-sibling': false,
  'unknown-before': false,
  'in-another-run': false,
  'sent-doubted': false,
  'sent-unchecked': false,
  'bus-missing': true,
  'bus-unchecked': true,
  'rule-missing': true,
  'rule-elsewhere': true,
  'rule-unchecked': true,
  'rule-disabled': true,
  'pattern-mismatch': true,
  'pattern-unchecked': true,
  'target-missing': true,
  'target-unchecked': true,
  'dlq-missing': true,
  'destination-inactive': true,
  'connection-unauthorized': true,
  'connection-unchecked': true,
};

describe('the reasons to hold a dead letter', () => {
  it.each(Object.entries(REASONS))('%s is a refusal of preflight: %s', (reason, isRefusal) => {
    expect(isPreflightRefusal(reason as HoldReason)).toBe(isRefusal);
  });
});
