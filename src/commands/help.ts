import * as Args from '@oclif/core/args';
import { loadHelpClass } from '@oclif/core/help';
import { BaseCommand } from '../base-command.ts';

export default class Help extends BaseCommand {
  static override summary = 'Show the help of momento-eb or of one command.';
  static override usage = '<%= command.id %> [COMMAND]';
  static override examples = [
    {
      description: 'The arguments and flags of one command:',
      command: '<%= config.bin %> <%= command.id %> dlq redrive',
    },
  ];
  static override args = {
    command: Args.string({ multiple: true, description: 'the words of the command or of its topic' }),
  };

  async run(): Promise<void> {
    const { argv } = await this.parse(Help);
    const HelpClass = await loadHelpClass(this.config);
    await new HelpClass(this.config, this.config.pjson.oclif.helpOptions).showHelp(argv.map(String));
  }
}
