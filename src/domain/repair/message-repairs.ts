import { valueAt } from '../eventbridge/json-path.ts';
import type { Rendering } from '../integration/rendering.ts';
import { parseJson } from '../json/json.ts';
import { jsonText } from '../json/json-text.ts';
import type { Change, RepairRule } from './edit-event.ts';
import type { RepairId, RepairPolicy } from './repair.ts';

/** The repair of a message. */
export const MESSAGE_REPAIRS = {
  'escape-message': { kind: 'assumed', causes: ['message-unrenderable'], changes: escaped },
} as const satisfies Partial<Record<RepairId, RepairRule>>;

/**
 * A message that breaks the quoted template, escaped as within a JSON text: what the target receives then is valid JSON
 * and carries the same text. That EventBridge inserts a message without escaping is inferred, hence `assumed`.
 */
function escaped({ call, json }: Rendering, { escapeMessage }: RepairPolicy): readonly Change[] {
  const path = call?.message?.from;
  const text = path === undefined ? undefined : valueAt(json, path);
  if (!escapeMessage || path === undefined || typeof text !== 'string') return [];
  const inner = JSON.stringify(text).slice(1, -1);
  return [
    {
      members: [{ about: 'message', path, json: JSON.stringify(inner) }],
      reason: 'the template inserts it without escaping; Momento gets the same text as JSON',
      provedBy: ({ input }) => {
        const received = parseJson(input.text);
        return input.kind === 'rendered' && received !== undefined && jsonText(received).includes(inner);
      },
    },
  ];
}
