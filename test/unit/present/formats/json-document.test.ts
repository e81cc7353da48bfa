import { expect, it } from 'vitest';
import { JsonDocument } from '../../../../src/present/formats/json-document.ts';

it('knows whether it is open', () => {
  const json = new JsonDocument('rows');
  expect(json.state).toBe('not-begun');
  const text = json.head() + json.element('1');
  expect(json.state).toBe('open');
  expect(JSON.parse(text + json.tail({ read: 1, absent: undefined }))).toEqual({ rows: [1], read: 1 });
  expect(json.state).toBe('closed');
});
