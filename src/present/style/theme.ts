import { Chalk } from 'chalk';

/** The style of each meaning. Colour never carries a meaning alone: every word is there in plain text too. */
export interface Theme {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly careful: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly name: (text: string) => string;
}

/** The theme with or without colour. */
export function makeTheme(colour: boolean): Theme {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  // Each takes one argument only, so that they can be handed to map.
  return {
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    careful: (text) => chalk.yellow(text),
    bad: (text) => chalk.red(text),
    name: (text) => chalk.cyan(text),
  };
}
