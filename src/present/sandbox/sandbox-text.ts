import type { Theme } from '../style/theme.ts';

/** The facts to print about a running sandbox. */
export interface SandboxView {
  readonly url: string;
  /** The environment that points any AWS tool at it. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * How to use a sandbox that has just started, as commands that work when they are pasted into a shell. `usual`: it listens at
 * the address that `--sandbox` means by default. `program` starts momento-eb in that shell.
 */
export function sandboxText({ url, environment }: SandboxView, usual: boolean, program: string, theme: Theme): string {
  const exports = Object.entries(environment).map(([name, value]) => `  export ${name}=${value}`);
  // Exported, so that the commands that momento-eb proposes find this sandbox too.
  const address = usual ? [] : [`  export MOMENTO_EB_SANDBOX_URL=${url}`];
  return `${[
    `${theme.strong('Sandbox')} at ${theme.name(url)}; Ctrl+C ends it and forgets everything.`,
    '',
    'Try it from another terminal:',
    ...address,
    `  ${program} dlq list --sandbox`,
    `  ${program} stats --sandbox`,
    '',
    'Point any AWS tool at it:',
    ...exports,
    theme.faint('  (version 1 of the aws command needs --endpoint-url for sqs besides)'),
    '',
    theme.faint(`What happened to every event: ${url}/_sandbox/events`),
  ].join('\n')}\n`;
}
