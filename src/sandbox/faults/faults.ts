import { seededRandom } from '../time/random.ts';

/**
 * What can be made to go wrong, by seeded chance. `operation` is an AWS operation's name or `*`.
 * `entry`: one entry of a batch fails with `code`. `request`: the whole request fails with `code` and `status`.
 * `empty`: a ReceiveMessage answers nothing though messages are there. `latency`: the answer takes `milliseconds` more.
 * `lost`: the request is carried out, then the connection is cut without an answer.
 * `again`: what a ReceiveMessage gives stays visible, so that it is given twice, as SQS's at-least-once delivery may.
 * `halt-…`: the request stands still at that boundary (`halts.ts`) until it is released.
 */
export interface FaultRule {
  readonly operation: string;
  readonly kind:
    | 'entry'
    | 'request'
    | 'empty'
    | 'latency'
    | 'lost'
    | 'again'
    | 'halt-on-arrival'
    | 'halt-when-done'
    | 'halt-when-answered';
  /** 0 to 1. */
  readonly probability: number;
  readonly code?: string;
  readonly message?: string;
  readonly status?: number;
  readonly milliseconds?: number;
  /** How often at the most; absent: without end. */
  readonly times?: number;
  /** How many that it could strike are let through first; absent: none. */
  readonly after?: number;
}

/** Decides, entry by entry and request by request, whether something goes wrong now. */
export interface Faults {
  /** Replaces all rules and restarts the seeded chance. */
  set(rules: readonly FaultRule[], seed: number): void;
  /** Draws for one request or one entry; the first rule that strikes is the answer. */
  strike(operation: string, kind: FaultRule['kind']): FaultRule | undefined;
}

/** No faults until some are set. A rule that cannot strike here (other operation, other kind, used up) costs no draw. */
export function createFaults(): Faults {
  let rules: { readonly rule: FaultRule; left: number; toPass: number }[] = [];
  let random = seededRandom(0);
  return {
    set(next, seed) {
      rules = next.map((rule) => ({
        rule,
        left: rule.times ?? Number.POSITIVE_INFINITY,
        toPass: rule.after ?? 0,
      }));
      random = seededRandom(seed);
    },
    strike(operation, kind) {
      for (const candidate of rules) {
        const { rule } = candidate;
        if (rule.kind !== kind || (rule.operation !== '*' && rule.operation !== operation)) continue;
        if (candidate.toPass > 0) {
          candidate.toPass -= 1;
          continue;
        }
        if (candidate.left <= 0 || random() >= rule.probability) continue;
        candidate.left -= 1;
        return rule;
      }
      return undefined;
    },
  };
}
