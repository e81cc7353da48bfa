import { NO_PRIOR_ATTEMPTS, type PriorOutcome, priorOutcomeOf } from '../../../src/domain/history/prior-attempts.ts';

/** What is remembered of a message of which nothing is known. */
export const NO_PRIOR_OUTCOME: PriorOutcome = priorOutcomeOf(NO_PRIOR_ATTEMPTS);
