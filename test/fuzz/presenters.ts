import { EXIT, Failure } from '../../src/app/failures.ts';
import type { ListEnd } from '../../src/app/list/list.ts';
import type { QueueDescription } from '../../src/app/ports.ts';
import type { RedriveEnd, RedriveEntry } from '../../src/app/redrive/redrive-events.ts';
import { count, NOTHING } from '../../src/domain/redrive/outcome.ts';
import { DEFAULT_RATES } from '../../src/domain/redrive/pace.ts';
import { failureJson } from '../../src/present/formats/failure-json.ts';
import { failureText } from '../../src/present/formats/failure-text.ts';
import type { Format } from '../../src/present/formats/formats.ts';
import type { Presenter } from '../../src/present/formats/presenter.ts';
import { listPresenter } from '../../src/present/list/list-presenter.ts';
import { redriveAsText, redrivePresenter } from '../../src/present/redrive/redrive-presenter.ts';
import { planText, resultText } from '../../src/present/redrive/redrive-text.ts';
import { showJson } from '../../src/present/show/show-json.ts';
import { showText } from '../../src/present/show/show-text.ts';
import { makeTheme } from '../../src/present/style/theme.ts';
import { entryWithout, examinedWithout, lookWithout, presenting } from '../../src/present/without-chosen.ts';
import { NO_PRIOR_OUTCOME } from '../support/fakes/no-prior-outcome.ts';
import type { Judged } from './judge.ts';

const ALSO_FIRES = [
  {
    rule: 'arn:aws:events:us-east-1:123456789012:rule/audit-trail',
    targets: ['arn:aws:sqs:us-east-1:123456789012:audit'],
    events: 3,
    certain: false,
  },
];

/** What is promised of an output. `text`: no line wider than the terminal; `rows`: one line a row. */
export type Promised = 'text' | 'loose-text' | 'json' | 'ndjson' | 'csv';

/** One of the forms in which momento-eb answers. */
export interface FuzzedPresenter {
  readonly name: string;
  readonly promised: Promised;
  show(judged: Judged, width: number, colour: boolean): string;
}

const NOW = Date.UTC(2026, 1, 1);

/** A queue of which AWS, or somebody in its place, says what it likes. */
function queueOf({ examined: { deadLetter } }: Judged): QueueDescription {
  const said = deadLetter.messageId.slice(0, 60);
  return {
    url: `https://sqs.us-east-1.amazonaws.com/123456789012/${said}`,
    arn: `arn:aws:sqs:us-east-1:123456789012:${said}`,
    region: said.slice(0, 20),
    visible: 1,
    inFlight: 0,
    delayed: 0,
    retentionSeconds: 345_600,
    visibilitySeconds: 30,
    redrivePolicy: undefined,
    at: 0,
  };
}

function failureOf({ examined: { deadLetter } }: Judged): Failure {
  const said = deadLetter.error.message ?? deadLetter.text;
  return new Failure(
    EXIT.aws,
    deadLetter.error.code ?? 'X',
    `AWS refused: ${said}`,
    `Look at ${deadLetter.messageId}.`,
  );
}

function warningsOf({ examined: { deadLetter } }: Judged): readonly string[] {
  return [`Rule ${deadLetter.rule?.name ?? deadLetter.ruleArn}: ${deadLetter.error.code}`];
}

function listed(format: Format, judged: Judged, width: number, colour: boolean, raw = false): string {
  const presenter = listPresenter({ format, limit: undefined, raw, width, theme: makeTheme(colour), now: () => NOW });
  const end: ListEnd = {
    kind: 'end',
    read: 1,
    oldestSentAt: judged.examined.deadLetter.sentAt,
    unseen: 1,
    unread: 0,
    arrivedSince: 0,
    stuck: 1,
    interrupted: false,
    failure: undefined,
    warnings: warningsOf(judged),
    assumptions: [],
    connections: [
      {
        name: judged.examined.deadLetter.messageId,
        arn: '',
        state: judged.examined.deadLetter.messageId,
        // As hostile as any text of a message; not the error, for AWS says nothing of an event here.
        reason: judged.examined.deadLetter.ruleArn,
      },
    ],
  };
  const masking = presenting(presenter, judged.chosen, examinedWithout);
  return whole(masking, queueOf(judged), [judged.examined], end);
}

function entriesOf({ examined, decisions }: Judged): readonly RedriveEntry[] {
  return decisions.map((decision, at) => ({
    examined,
    decision,
    outcome:
      decision.verdict === 'hold' ? 'held' : ((['removed', 'failed', 'unknown', 'left'] as const)[at % 4] ?? 'left'),
    prior: NO_PRIOR_OUTCOME,
    newEventId: undefined,
    errorCode: examined.deadLetter.error.code,
    errorMessage: examined.deadLetter.error.message,
  }));
}

function redriven(presenter: Presenter<RedriveEntry, RedriveEnd>, judged: Judged): string {
  const entries = entriesOf(judged);
  const tally = entries.reduce((sum, { outcome }) => count(sum, outcome, false), NOTHING);
  const warnings = warningsOf(judged);
  const end = {
    kind: 'end',
    run: undefined,
    tally,
    unseen: 0,
    unread: 0,
    arrivedSince: 0,
    stuck: 0,
    interrupted: false,
    failure: undefined,
    warnings,
    allRefused: false,
    unmet: [],
    assumptions: warnings,
    alsoFires: ALSO_FIRES,
    rates: DEFAULT_RATES,
    millisecondsToSend: 4_000,
  } as const;
  return whole(presenting(presenter, judged.chosen, entryWithout), queueOf(judged), entries, end);
}

function whole<Row, End>(
  presenter: Presenter<Row, End>,
  queue: QueueDescription,
  rows: readonly Row[],
  end: End,
): string {
  return [presenter.head(queue), ...rows.map((row) => presenter.row(row)), presenter.tail(end, false).out].join('');
}

const row = (format: Format, promised: Promised, raw = false): FuzzedPresenter => ({
  name: `list as ${format}${raw ? ' with --raw' : ''}`,
  promised,
  show: (judged, width, colour) => listed(format, judged, width, colour, raw),
});

/** Every form in which anything is told; what is added to momento-eb is added here. */
export const PRESENTERS: readonly FuzzedPresenter[] = [
  row('text', 'text'),
  row('json', 'json'),
  row('ndjson', 'ndjson'),
  row('ndjson', 'ndjson', true),
  row('csv', 'csv'),
  {
    name: 'show',
    promised: 'text',
    show: ({ theme, chosen }, width, colour) => showText(lookWithout(theme, chosen), NOW, width, makeTheme(colour)),
  },
  {
    name: 'show as json',
    promised: 'json',
    show: (judged) => showJson(lookWithout(judged.theme, judged.chosen), warningsOf(judged)),
  },
  ...(
    [
      ['plan', planText],
      ['result', resultText()],
    ] as const
  ).map(
    ([name, text]): FuzzedPresenter => ({
      name,
      promised: 'text',
      show: (judged, width, colour) => redriven(redriveAsText(text, width, makeTheme(colour)), judged),
    }),
  ),
  ...(['json', 'ndjson', 'csv'] as const).map(
    (format): FuzzedPresenter => ({
      name: `redrive as ${format}`,
      promised: format,
      show: (judged, width) => redriven(redrivePresenter(format, resultText(), width, makeTheme(false)), judged),
    }),
  ),
  { name: 'failure', promised: 'loose-text', show: (judged) => failureText(failureOf(judged)) },
  { name: 'failure as json', promised: 'json', show: (judged) => failureJson(failureOf(judged)) },
];
