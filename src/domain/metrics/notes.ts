import type { Snapshot } from './snapshot.ts';

/** Facts that a reader of the figures needs. */
export function notesOf({ destinations, queue }: Snapshot): readonly string[] {
  const shared = destinations.filter(({ route }) => route.targetsOfRule > 1);
  const names = new Set(shared.map(({ route }) => route.rule.name));
  const partial = destinations.some((figures) => figures.partial) || queue?.partial === true;
  return [
    ...[...names].map((name) => `Rule ${name} has several targets, which CloudWatch counts together.`),
    ...(partial ? ['CloudWatch says that points are missing in what it answered.'] : []),
  ];
}
