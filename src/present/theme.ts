import { Chalk } from 'chalk';

/** How meanings look. Colour never carries a meaning alone: every word stands there in plain text too. */
export interface Theme {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly careful: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly name: (text: string) => string;
}

/** The theme with or without colour. */
export function theme(colour: boolean): Theme {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return {
    strong: chalk.bold,
    faint: chalk.dim,
    good: chalk.green,
    careful: chalk.yellow,
    bad: chalk.red,
    name: chalk.cyan,
  };
}
