import { addsUp, type Named, type VerifyReport } from '../../domain/history/verify.ts';
import { printable, quote } from '../../domain/text/printable.ts';
import { messages } from '../list/queue-text.ts';
import { wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';

const MOST_IDS = 20;

/** Whether a ledger adds up, and every message that is left, with what to do about it. */
export function verifyText(path: string, report: VerifyReport, width: number, theme: Theme): string {
  const { runs, attempts, damage, mismatches, died, unknown, acceptedNotRemoved, gone, underWay, notSent, queue } =
    report;
  const say = (text: string) => wrap(text, width);
  const blocks = [
    `${theme.strong(say(printable(path)))}\n${runs} ${runs === 1 ? 'run' : 'runs'}, ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
  ];
  if (damage !== undefined) blocks.push(theme.bad(say(`The file is damaged: ${quote(damage, 200)}`)));
  for (const { run, what, told, written } of mismatches) {
    blocks.push(
      theme.bad(say(`Run ${printable(run)} does not add up: ${told} ${what} in its totals, ${written} recorded.`)),
    );
  }
  blocks.push(
    ...named(
      unknown,
      'UNKNOWN',
      'sent, and it is not known whether they arrived: check their effect, then redrive',
      width,
      theme,
    ),
    ...named(
      acceptedNotRemoved,
      'SENT, DELETE NOT KNOWN',
      'accepted by the bus; deleted, or still in the queue: redrive the whole queue five minutes after that run or later, which deletes the messages that it finds and shows that the others are gone',
      width,
      theme,
    ),
  );
  for (const { notMetBy, count } of gone) {
    const them = count === 1 ? 'it' : 'them';
    const said = `${messages(count)} sent, and gone: run ${printable(notMetBy)} read the whole queue later and did not find ${them}.`;
    blocks.push(say(said));
  }
  if (died.length > 0) {
    const ids = died.slice(0, MOST_IDS).map(printable).join(' ');
    blocks.push(
      theme.faint(say(`Without an end, because the process ended: ${ids}${died.length > MOST_IDS ? ' …' : ''}`)),
    );
  }
  if (underWay > 0)
    blocks.push(say(`${messages(underWay)} sent in a run that is under way, without an answer so far.`));
  if (notSent > 0) blocks.push(say(`${messages(notSent)} refused or left: not sent; redrive them.`));
  if (queue !== undefined) {
    const { inQueue, expected, missing } = queue;
    const wanted = expected === 0 ? '.' : `; at least ${expected} should be in it.`;
    const said = `The queue holds about ${messages(inQueue)}${wanted}`;
    blocks.push(
      missing === 0
        ? say(said)
        : theme.bad(
            say(`${said} At least ${missing} that were not accepted are gone: deleted by others or by retention.`),
          ),
    );
  }
  const contradicts = damage !== undefined || mismatches.length > 0 || (queue?.missing ?? 0) > 0;
  if (addsUp(report)) blocks.push(theme.good('Everything adds up.'));
  else if (contradicts) blocks.push(theme.careful('Not everything adds up.'));
  else blocks.push(theme.careful('There is no contradiction; check the messages named above.'));
  return `${blocks.join('\n\n')}\n`;
}

function named(
  { count, messageIds }: Named,
  title: string,
  why: string,
  width: number,
  theme: Theme,
): readonly string[] {
  if (count === 0) return [];
  const shown = messageIds.slice(0, MOST_IDS).map((id) => quote(id, 36));
  const ids = wrap(
    `ids: ${shown.join(' ')}${count > MOST_IDS ? ` … (${count} in all, with --json)` : ''}`,
    width,
    '  ',
  );
  return [`${theme.bad(`${title} ${count}`)}\n${wrap(why, width, '  ')}\n${theme.faint(ids)}`];
}
