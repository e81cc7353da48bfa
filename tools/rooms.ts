/** A room of `src`, or one of the files beside the rooms, and all that it may import. */
export interface Room {
  /** Below `src`; a folder ends with a slash. */
  readonly path: string;
  /** What it holds, for ARCHITECTURE.md. */
  readonly holds: string;
  /** What it may import of `src` besides its own files; a folder ends with a slash. */
  readonly imports: readonly string[];
  /** Packages and Node's own modules, as patterns. */
  readonly packages: readonly string[];
  /** Why, for the linter's message and for ARCHITECTURE.md. */
  readonly why: string;
}

const OCLIF = ['@oclif/core', '@oclif/core/*'];
const NODE = ['node:*', 'node:*/*'];

/** The rooms and what they may import: the one place that says so. biome.rooms.json and the table in ARCHITECTURE.md are generated from it. */
export const ROOMS: readonly Room[] = [
  {
    path: 'domain/',
    holds: 'facts, rules and decisions without any I/O: pure and synchronous',
    imports: [],
    packages: ['valibot'],
    why: 'domain imports domain and valibot only: no clock, no network, no environment',
  },
  {
    path: 'app/',
    holds: 'the use cases, as generators of events, and the ports that they need',
    imports: ['domain/'],
    packages: ['p-limit'],
    why: 'app imports domain, app and p-limit only; what it needs from outside is a port',
  },
  {
    path: 'aws/',
    holds: 'the ports, spoken with the AWS SDK; AWS errors become ours',
    imports: ['domain/', 'app/ports.ts', 'app/failures.ts', 'app/integration/discovery-ports.ts'],
    packages: [
      '@aws-sdk/**',
      '@smithy/core/config',
      '@smithy/node-http-handler',
      'http-proxy-agent',
      'https-proxy-agent',
      ...NODE,
    ],
    why: 'aws imports app/ports, app/integration/discovery-ports, app/failures, domain, the SDK and proxy agents only',
  },
  {
    path: 'ledger/',
    holds: 'the ledger and the scratch tables over node:sqlite',
    imports: ['domain/', 'app/ports.ts', 'app/failures.ts'],
    packages: NODE,
    why: 'the ledger imports app/ports, app/failures, domain and node only',
  },
  {
    path: 'ledger/in-thread.ts',
    holds: 'the ledger port, spoken with the thread of the ledger',
    imports: ['app/ports.ts', 'ledger/failures.ts', 'ledger/thread-protocol.ts'],
    packages: ['node:worker_threads'],
    why: 'the module that talks to the thread of the ledger must not load SQLite a second time',
  },
  {
    path: 'present/',
    holds: 'value in, text out, for people and for scripts; width and colour are arguments',
    imports: [
      'domain/',
      'app/ports.ts',
      'app/failures.ts',
      'app/list/list.ts',
      'app/redrive/redrive-events.ts',
      'flags/advice.ts',
    ],
    packages: ['chalk', 'string-width'],
    why: 'present imports domain, the events of app, the advice about flags, chalk and string-width only',
  },
  {
    path: 'dashboard/',
    holds: 'the live screens',
    imports: [
      'domain/',
      'present/',
      'app/ports.ts',
      'app/failures.ts',
      'app/list/sample.ts',
      'app/stats/refresh-control.ts',
      'app/stats/stats-events.ts',
      'flags/advice.ts',
    ],
    packages: ['ink', 'react', 'string-width'],
    why: 'the dashboard imports domain, present, the events of app, ink and react only; effects come in as arguments',
  },
  {
    path: 'sandbox/',
    holds: 'a local AWS and Momento',
    imports: ['domain/json/', 'domain/momento/', 'domain/eventbridge/'],
    packages: [...NODE, 'tinyqueue'],
    why: 'the sandbox imports domain/json, domain/momento, domain/eventbridge, tinyqueue and node only',
  },
  {
    path: 'commands/',
    holds: 'flags in, one use case, one presenter',
    imports: [
      'domain/',
      'app/',
      'present/',
      'composition/',
      'flags/',
      'command-line/',
      'base-command.ts',
      'edits-template.ts',
      'read-edits.ts',
      'report-failure.ts',
      'spawn-self.ts',
      'terminal/',
    ],
    packages: [...OCLIF, ...NODE],
    why: 'a command knows app, present and composition, never the SDK; the sandbox and the dashboard by dynamic import only',
  },
  {
    path: 'flags/',
    holds: 'flags with the values that they mean',
    imports: ['app/', 'domain/', 'present/', 'command-line/'],
    packages: OCLIF,
    why: 'a flag and its meaning know app, domain, present, the command line and oclif only',
  },
  {
    path: 'composition/',
    holds: 'connects adapters to ports',
    imports: ['app/', 'aws/', 'domain/', 'ledger/in-thread.ts', 'ledger/machine.ts', 'ledger/scratch-tables.ts'],
    packages: NODE,
    why: 'composition connects adapters to ports and does nothing else; modules that load SQLite by dynamic import only',
  },
  {
    path: 'command-line/',
    holds: 'help, suggestions, usage errors',
    imports: ['domain/', 'app/failures.ts', 'flags/said-again.ts', 'present/completion/'],
    packages: [...OCLIF, 'node:path'],
    why: 'messages about the command line know oclif, domain, failures and the words of completion only',
  },
  {
    path: 'base-command.ts',
    holds: 'what all commands share',
    imports: ['app/', 'domain/', 'present/', 'report-failure.ts', 'terminal/'],
    packages: OCLIF,
    why: 'the base of all commands knows app, domain, present, the terminal and failures only',
  },
  {
    path: 'main.ts',
    holds: 'the start',
    imports: ['report-failure.ts', 'terminal/'],
    packages: OCLIF,
    why: 'the start loads as little as possible',
  },
  {
    path: 'read-edits.ts',
    holds: 'reads the file of --edits',
    imports: ['app/failures.ts', 'domain/'],
    packages: ['node:fs'],
    why: 'the reader of a file of edits knows the file and its meaning only',
  },
  {
    path: 'edits-template.ts',
    holds: 'writes the file of --edits-template',
    imports: ['app/failures.ts'],
    packages: ['node:fs'],
    why: 'the writer of a template of edits knows the file only',
  },
  {
    path: 'report-failure.ts',
    holds: 'tells a failure or a defect',
    imports: ['app/', 'command-line/', 'domain/', 'present/', 'source-stack.ts'],
    packages: OCLIF,
    why: 'the report of a failure knows app, domain, present and oclif only',
  },
  {
    path: 'source-stack.ts',
    holds: 'stack traces with names of sources',
    imports: [],
    packages: ['node:fs', 'node:module'],
    why: 'the translation of a stack trace knows the maps of the bundle only',
  },
  {
    path: 'spawn-self.ts',
    holds: 'starts momento-eb as a user would, for the demo',
    imports: [],
    packages: NODE,
    why: 'the module that starts momento-eb as a user would does not know its insides',
  },
  {
    path: 'terminal/',
    holds: 'writes, asks, hears signals; the pager',
    imports: ['app/failures.ts', 'domain/text/printable.ts'],
    packages: ['node:child_process', 'node:events', 'node:readline/promises'],
    why: 'the terminal does not know the meaning of its output',
  },
];
