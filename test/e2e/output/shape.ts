/**
 * What a reader of a JSON document can rely on: each member's type by its path, one line each. The elements of a list
 * count as one (`[]`), and where they differ the types stand beside each other. What is in an event's `detail` is its
 * sender's and left out. Sorted, for neither members nor elements promise an order.
 */
export function shapeOf(document: unknown): string {
  const types = new Map<string, Set<string>>();
  const theme = (path: string, value: unknown): void => {
    const known = types.get(path) ?? new Set();
    types.set(path, known.add(typeOf(value)));
    if (path.endsWith('event.detail')) return;
    if (Array.isArray(value)) for (const element of value) theme(`${path}[]`, element);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) theme(path === '' ? name : `${path}.${name}`, inner);
    }
  };
  theme('', document);
  types.delete('');
  return [...types]
    .map(([path, kinds]) => `${path}: ${[...kinds].sort().join(' | ')}`)
    .sort()
    .join('\n');
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value;
}
