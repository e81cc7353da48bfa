import { Flags } from '@oclif/core';
import { connect } from '../app/connection.ts';
import { Dial } from '../app/dial.ts';
import { EXIT } from '../app/failures.ts';
import { stats } from '../app/stats.ts';
import { BaseCommand } from '../base-command.ts';
import { openStats } from '../composition.ts';
import { connectionFlags } from '../flags.ts';
import { statsJson } from '../present/stats-json.ts';
import { connectionWords } from '../words.ts';

export default class Stats extends BaseCommand {
  static override summary = 'Show how deliveries to Momento and the dead letter queue are doing.';
  static override flags = {
    ...connectionFlags,
    json: Flags.boolean({ helpGroup: 'OUTPUT', description: 'one JSON document on standard output' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Stats);
    const connection = connect(connectionWords(flags), process.env);
    await this.untilInterrupted(async (signal) => {
      const { ports, subject } = await openStats(connection);
      for await (const event of stats(ports, { ...subject, everySeconds: 60 }, new Dial('1h'), signal)) {
        if (event.kind === 'failed') throw event.failure;
        await this.terminal.write(`${statsJson(event.snapshot)}\n`);
        break;
      }
    });
    this.exitWith(EXIT.done);
  }
}
