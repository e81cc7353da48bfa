import type { JsonValue } from './json.ts';

/**
 * A value as compact JSON text. Never throws: JSON.stringify exhausts the stack on a value nested some thousand levels
 * deep, which fits into one message; such a value is written step by step.
 */
export function jsonText(value: JsonValue): string {
  try {
    return JSON.stringify(value);
  } catch {
    return textOfDeep(value);
  }
}

type Task = { readonly text: string } | { readonly value: JsonValue };

function textOfDeep(root: JsonValue): string {
  const pieces: string[] = [];
  const tasks: Task[] = [{ value: root }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if ('text' in task) {
      pieces.push(task.text);
    } else if (typeof task.value !== 'object' || task.value === null) {
      pieces.push(JSON.stringify(task.value));
    } else {
      for (const next of tasksOf(task.value).reverse()) tasks.push(next);
    }
  }
  return pieces.join('');
}

function tasksOf(value: JsonValue & object): Task[] {
  if (Array.isArray(value)) {
    const elements = (value as readonly JsonValue[]).flatMap((element): Task[] => [{ text: ',' }, { value: element }]);
    return [{ text: '[' }, ...elements.slice(1), { text: ']' }];
  }
  const members = Object.entries(value).flatMap(([name, inner]): Task[] =>
    inner === undefined ? [] : [{ text: ',' }, { text: `${JSON.stringify(name)}:` }, { value: inner }],
  );
  return [{ text: '{' }, ...members.slice(1), { text: '}' }];
}
