import * as Args from '@oclif/core/args';
import { BaseCommand } from '../base-command.ts';
import { rememberedValues } from '../composition/remembered.ts';
import { REMEMBERED, type Remembered } from '../present/completion/spoken.ts';

export default class RememberedValues extends BaseCommand {
  static override summary = 'Print remembered values for completion scripts.';
  static override hidden = true;
  static override examples = ['<%= config.bin %> <%= command.id %> runs'];
  static override args = {
    kind: Args.string({ required: true, options: [...REMEMBERED], description: 'the kind of values' }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(RememberedValues);
    const values = await rememberedValues(args.kind as Remembered, this.config, process.env);
    await this.terminal.write(values.map((value) => `${value}\n`).join(''));
  }
}
