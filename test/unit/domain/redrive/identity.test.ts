import { expect, it } from 'vitest';
import { ID_TO_COME } from '../../../../src/domain/eventbridge/event.ts';
import { identityOf } from '../../../../src/domain/redrive/entry.ts';
import { event } from '../../../support/builders/messages.ts';

const completed = { ...event(), id: ID_TO_COME };

it('an event is told from others by its id', () => {
  expect(identityOf(event())).toBe(event().id);
  expect(identityOf({ ...event(), detailText: '{}' })).toBe(event().id);
});

it('one without an id of its own by its content, and by nothing else', () => {
  expect(identityOf({ ...completed, time: undefined })).toBe(identityOf(completed));
  for (const change of [{ source: 'other' }, { detailType: 'other' }, { detailText: '{}' }]) {
    expect(identityOf({ ...completed, ...change })).not.toBe(identityOf(completed));
  }
});
