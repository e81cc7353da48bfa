import type { MessageAttribute, ReceivedMessage } from '../../src/domain/dead-letter/message.ts';
import type { Draw } from './draw.ts';
import { ARNS, ATTRIBUTES, ERRORS, ESCAPES, NAMES, TEXTS, VALUES } from './pieces.ts';

type Mutation = (message: ReceivedMessage, draw: Draw, others: readonly ReceivedMessage[]) => ReceivedMessage;

/** A text of a few pieces, mostly hostile ones. */
export function hostileText(draw: Draw): string {
  let text = '';
  for (let left = 1 + draw.int(4); left > 0; left -= 1) {
    text += draw.chance(0.6) ? draw.pick(ESCAPES) : draw.pick(TEXTS);
    if (draw.chance(0.3)) text += 'word';
  }
  return text;
}

const onBody =
  (change: (body: string, draw: Draw, others: readonly ReceivedMessage[]) => string): Mutation =>
  (message, draw, others) => ({ ...message, body: change(message.body, draw, others) });

/** The text with `piece` in the place of `length` characters. */
function spliced(text: string, draw: Draw, piece: string, length = 0): string {
  const at = draw.int(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at + length);
}

function withAttribute(message: ReceivedMessage, name: string, attribute: MessageAttribute): ReceivedMessage {
  return { ...message, attributes: Object.fromEntries([...Object.entries(message.attributes), [name, attribute]]) };
}

const text = (value: string): MessageAttribute => ({ dataType: 'String', text: value });

/** Where a member's value stands in the text: found by the look of it, so that broken texts have some too. */
function valueIn(body: string, draw: Draw): readonly [number, number] | undefined {
  const colon = body.indexOf(':', draw.int(body.length + 1));
  const found =
    colon < 0 ? null : /^:\s*("(?:[^"\\]|\\.){0,500}"|[^,{}[\]"]{1,50})/.exec(body.slice(colon, colon + 600));
  return found === null ? undefined : [colon + 1, colon + found[0].length];
}

const MUTATIONS: readonly Mutation[] = [
  onBody((body, draw) => spliced(body, draw, String.fromCharCode(draw.int(draw.chance(0.5) ? 0x80 : 0x10000)), 1)),
  onBody((body, draw) => body.slice(0, draw.int(body.length + 1))),
  onBody((body, draw) => body.slice(draw.int(body.length + 1))),
  onBody((body, draw) => spliced(body, draw, hostileText(draw))),
  onBody((body, draw) => spliced(body, draw, JSON.stringify(hostileText(draw)).slice(1, -1))),
  onBody((body, draw) => spliced(body, draw, draw.pick(TEXTS), draw.int(30))),
  onBody((body, draw, others) => {
    const other = draw.pick(others).body;
    return spliced(body, draw, other.slice(draw.int(other.length), draw.int(other.length)), draw.int(200));
  }),
  // A value of another type.
  onBody((body, draw) => {
    const value = valueIn(body, draw);
    return value === undefined ? body : body.slice(0, value[0]) + draw.pick(VALUES) + body.slice(value[1]);
  }),
  // A hostile text as a value.
  onBody((body, draw) => {
    const value = valueIn(body, draw);
    return value === undefined
      ? body
      : body.slice(0, value[0]) + JSON.stringify(hostileText(draw)) + body.slice(value[1]);
  }),
  // One more member, often a twin.
  onBody((body, draw) => {
    const comma = body.indexOf(',', draw.int(body.length + 1));
    const member = `,${JSON.stringify(draw.pick(NAMES))}:${draw.pick(VALUES)}`;
    return comma < 0 ? body : body.slice(0, comma) + member + body.slice(comma);
  }),
  // Another name.
  onBody((body, draw) => body.replace(`"${draw.pick(NAMES)}"`, () => JSON.stringify(draw.pick(NAMES)))),
  // Deep nesting.
  onBody((body, draw) => {
    const depth = draw.pick([5, 20, 100, draw.chance(0.05) ? 1000 : 10, draw.chance(0.002) ? 20_000 : 50]);
    const [open, close] = draw.pick([
      ['[', ']'],
      ['{"a":', '}'],
    ] as const);
    const value = valueIn(body, draw);
    const inner = `${open.repeat(depth)}1${close.repeat(draw.chance(0.9) ? depth : depth - 1)}`;
    return value === undefined ? inner : body.slice(0, value[0]) + inner + body.slice(value[1]);
  }),
  onBody((body) => JSON.stringify(body)),
  onBody((body, draw) => (draw.chance(0.5) ? `\ufeff${body}` : ` \t\r\n${body}\n`)),
  onBody((_, draw) => draw.pick([...VALUES, ...TEXTS])),
  // Much of it.
  onBody((body, draw) => (draw.chance(0.01) ? spliced(body, draw, hostileText(draw).repeat(500)) : body)),
  (message, draw) => {
    const { [draw.pick(ATTRIBUTES)]: _, ...attributes } = message.attributes;
    return { ...message, attributes };
  },
  (message, draw) => withAttribute(message, draw.pick(ATTRIBUTES), text(hostileText(draw))),
  (message, draw) => withAttribute(message, draw.pick(ATTRIBUTES), { dataType: 'Binary', text: undefined }),
  (message, draw) => withAttribute(message, draw.pick(['RULE_ARN', 'TARGET_ARN']), text(draw.pick(ARNS))),
  (message, draw) => withAttribute(message, 'ERROR_MESSAGE', text(draw.pick(ERRORS))),
  (message, draw) => withAttribute(message, 'ERROR_MESSAGE', text(`${draw.pick(ERRORS)}${hostileText(draw)}`)),
  (message, draw) => {
    const said = message.attributes.ERROR_MESSAGE?.text ?? '';
    return withAttribute(message, 'ERROR_MESSAGE', text(spliced(said, draw, hostileText(draw), draw.int(20))));
  },
  (message, draw) => ({ ...message, messageId: hostileText(draw) }),
  (message, draw) => ({ ...message, sentAt: draw.pick([undefined, 0, -1, 8.64e15, 1e300, Number.NaN]) }),
  (message, draw) => ({ ...message, receiveCount: draw.pick([undefined, 0, 1e21, -5]) }),
  (message, draw) => ({ ...message, traceHeader: hostileText(draw) }),
];

/** The message after up to five mutations; most have one or two. */
export function mutated(message: ReceivedMessage, draw: Draw, others: readonly ReceivedMessage[]): ReceivedMessage {
  let changed = message;
  for (let left = draw.pick([0, 1, 1, 1, 2, 2, 3, 5]); left > 0; left -= 1) {
    changed = draw.pick(MUTATIONS)(changed, draw, others);
  }
  return changed;
}
