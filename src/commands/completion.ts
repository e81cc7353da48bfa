import * as Args from '@oclif/core/args';
import { BaseCommand } from '../base-command.ts';
import { spokenConfig } from '../command-line/spoken-config.ts';
import { bashCompletion } from '../present/completion/bash.ts';
import { fishCompletion } from '../present/completion/fish.ts';
import { powershellCompletion } from '../present/completion/powershell.ts';
import type { Spoken } from '../present/completion/spoken.ts';
import { zshCompletion } from '../present/completion/zsh.ts';

const SCRIPTS: Readonly<Record<string, (spoken: Spoken) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
};

export default class Completion extends BaseCommand {
  static override summary = 'Print the completion script for bash, zsh, fish or PowerShell.';
  static override description =
    'Completes commands, flags and their values, such as causes, the runs of the ledger, and queues seen before. Print it again after each update of momento-eb.';
  static override examples = [
    { description: 'bash, in ~/.bashrc:', command: 'source <(<%= config.bin %> <%= command.id %> bash)' },
    {
      description: 'zsh, in ~/.zshrc behind compinit:',
      command: 'source <(<%= config.bin %> <%= command.id %> zsh)',
    },
    {
      description: 'fish, in ~/.config/fish/config.fish:',
      command: '<%= config.bin %> <%= command.id %> fish | source',
    },
    {
      description: 'PowerShell, in $PROFILE:',
      command: '<%= config.bin %> <%= command.id %> powershell | Out-String | Invoke-Expression',
    },
  ];
  static override args = {
    shell: Args.string({ required: true, options: Object.keys(SCRIPTS), description: 'the shell that is to complete' }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Completion);
    await this.terminal.write(SCRIPTS[args.shell]?.(spokenConfig(this.config)) ?? '');
  }
}
