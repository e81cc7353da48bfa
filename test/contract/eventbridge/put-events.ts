import { PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { expect } from 'vitest';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';
import { eventBridgeBenchOf } from './bench.ts';

const ENTRY: PutEventsRequestEntry = { Source: 'shop', DetailType: 'none-matches', Detail: '{"a":1}' };
const MOST_BYTES = 1_048_576;
const TIME_BYTES = 14;

const required = (name: string) => `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;

/** Entries that are refused alone; the words where they were recorded on AWS. */
const REFUSED: readonly (readonly [string, PutEventsRequestEntry, string, string?])[] = [
  ['no source', { ...ENTRY, Source: undefined }, 'InvalidArgument', required('Source')],
  ['an empty source', { ...ENTRY, Source: '' }, 'InvalidArgument', required('Source')],
  ['no detail-type', { ...ENTRY, DetailType: undefined }, 'InvalidArgument', required('DetailType')],
  ['a detail-type of 129 characters', { ...ENTRY, DetailType: 'x'.repeat(129) }, 'InvalidArgument'],
  ['no detail', { ...ENTRY, Detail: undefined }, 'InvalidArgument', required('Detail')],
  ['a detail that is no JSON', { ...ENTRY, Detail: '{' }, 'MalformedDetail', 'Detail is malformed.'],
  ['a detail that is a list', { ...ENTRY, Detail: '[1]' }, 'MalformedDetail', 'Detail is malformed.'],
  ['a detail that is a text', { ...ENTRY, Detail: '"text"' }, 'MalformedDetail', 'Detail is malformed.'],
  ['a source of AWS', { ...ENTRY, Source: 'aws.events' }, 'NotAuthorizedForSourceException'],
];

/** PutEvents: what it takes, and what it answers for each entry. */
export function putEventsContract(engine: Engine): void {
  contractPart(engine, 'PutEvents', (it) => {
    const bench = eventBridgeBenchOf(engine);
    const put = (...Entries: PutEventsRequestEntry[]) => bench.client.send(new PutEventsCommand({ Entries }));
    const refused = (...Entries: PutEventsRequestEntry[]) =>
      expect(put(...Entries)).rejects.toMatchObject({ name: 'ValidationException' });
    /** An entry of so many bytes as EventBridge counts them. */
    const sized = (bytes: number, more: Partial<PutEventsRequestEntry> = {}): PutEventsRequestEntry => {
      const fixed = 'shop'.length + 'large'.length + '{"a":""}'.length;
      return { Source: 'shop', DetailType: 'large', Detail: `{"a":"${'x'.repeat(bytes - fixed)}"}`, ...more };
    };

    for (const [what, entry, code, message] of REFUSED) {
      it(`refuses ${what}, that entry alone, and keeps the order`, async () => {
        const answer = await put(ENTRY, entry, ENTRY);
        expect(answer.FailedEntryCount).toBe(1);
        expect(answer.Entries).toEqual([
          { EventId: expect.any(String) },
          { ErrorCode: code, ErrorMessage: message ?? expect.any(String) },
          { EventId: expect.any(String) },
        ]);
      });
    }

    it('gives each event an id of its own', async () => {
      const { Entries } = await put(ENTRY, ENTRY);
      const ids = Entries?.map(({ EventId }) => EventId);
      expect(ids).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f-]{36}$/)]);
      expect(ids?.[0]).not.toBe(ids?.[1]);
    });

    it('answers success for an event that no rule matches', async () => {
      expect(await put(ENTRY)).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    });

    it('answers success for a bus that does not exist', async () => {
      const answer = await put({ ...ENTRY, EventBusName: 'no-such-bus' });
      expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    });

    it('takes one to ten entries', async () => {
      const entries = Array.from({ length: 10 }, () => ENTRY);
      expect((await put(...entries)).Entries).toHaveLength(10);
      await refused(...entries, ENTRY);
      await refused();
    });

    it('takes 1,048,576 bytes a request', async () => {
      expect((await put(sized(MOST_BYTES))).FailedEntryCount).toBe(0);
      expect((await put(sized(MOST_BYTES - 100), sized(100))).FailedEntryCount).toBe(0);
    });

    it('takes not a byte more, in one entry or in several', async () => {
      await refused(sized(MOST_BYTES + 1));
      await refused(sized(MOST_BYTES - 100), sized(101));
    });

    it('counts a time as 14 bytes and every resource', async () => {
      const Time = new Date(0);
      const Resources = ['ä', 'b'];
      expect((await put(sized(MOST_BYTES - TIME_BYTES - 3, { Time, Resources }))).FailedEntryCount).toBe(0);
      await refused(sized(MOST_BYTES - TIME_BYTES - 2, { Time, Resources }));
    });

    it('says that the entries are too large together', async () => {
      await expect(put(sized(MOST_BYTES + 1))).rejects.toThrow(
        'Total size of the entries in the request is over the limit.',
      );
    });
  });
}
