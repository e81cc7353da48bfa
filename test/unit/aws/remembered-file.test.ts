import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { placeOf } from '../../../src/aws/place.ts';
import { rememberedFile } from '../../../src/aws/remembered-file.ts';

const made: string[] = [];
afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true });
});
const somewhere = () => {
  const directory = mkdtempSync(join(tmpdir(), 'momento-eb-memory-'));
  made.push(directory);
  return directory;
};

it('a text is recalled by another run, and by none that asks for another place', async () => {
  const directory = join(somewhere(), 'not', 'there', 'yet');
  await rememberedFile(directory, 'integration', 'here').write('one');
  await rememberedFile(directory, 'integration', 'here').write('two');
  expect(await rememberedFile(directory, 'integration', 'here').read()).toBe('two');
  expect(await rememberedFile(directory, 'integration', 'elsewhere').read()).toBeUndefined();
});

it('only its owner can read it, and nothing unfinished stays', async () => {
  const directory = join(somewhere(), 'cache');
  await Promise.all(['a', 'b', 'c'].map((text) => rememberedFile(directory, 'integration', 'here').write(text)));
  const [file, ...others] = readdirSync(directory);
  expect(others).toEqual([]);
  expect(statSync(join(directory, String(file))).mode & 0o777).toBe(0o600);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(['a', 'b', 'c']).toContain(await rememberedFile(directory, 'integration', 'here').read());
});

it('where nothing can be written nothing is remembered, and nobody is bothered', async () => {
  const file = join(somewhere(), 'file');
  writeFileSync(file, '');
  const cache = rememberedFile(file, 'integration', 'here');
  await cache.write('one');
  expect(await cache.read()).toBeUndefined();
});

it('a place is another one for another account, and none where an endpoint is named', () => {
  const asked = { profile: undefined, region: 'eu-west-1', endpoint: undefined };
  const places = [
    placeOf(asked, {}),
    placeOf({ ...asked, region: 'us-east-1' }, {}),
    placeOf({ ...asked, profile: 'p' }, {}),
    placeOf(asked, { AWS_PROFILE: 'p' }),
    placeOf(asked, { AWS_ACCESS_KEY_ID: 'AKIA' }),
    placeOf(asked, { AWS_ROLE_ARN: 'arn' }),
  ];
  expect(new Set(places).size).toBe(places.length);
  expect(placeOf({ ...asked, endpoint: 'http://127.0.0.1:4577' }, {})).toBeUndefined();
  expect(placeOf(asked, { AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://127.0.0.1:1' })).toBeUndefined();
});

const isRoot = process.getuid?.() === 0;
const OTHER = 54321;

const HOSTILE: readonly [what: string, make: (directory: string, file: string) => void, needsRoot?: boolean][] = [
  ['a directory that all can write', (directory) => chmodSync(directory, 0o777)],
  [
    'a directory that is a link',
    (directory) => {
      renameSync(directory, `${directory}-real`);
      symlinkSync(`${directory}-real`, directory);
    },
  ],
  ['a directory of another user', (directory) => chownSync(directory, OTHER, OTHER), true],
  ['a file that all can write', (_, file) => chmodSync(file, 0o666)],
  [
    'a file that is a link',
    (_, file) => {
      renameSync(file, `${file}-real`);
      symlinkSync(`${file}-real`, file);
    },
  ],
  ['a file of another user', (_, file) => chownSync(file, OTHER, OTHER), true],
];
it.each(HOSTILE.filter(([, , needsRoot]) => isRoot || !needsRoot))('nothing is recalled from %s', async (_, make) => {
  const directory = join(somewhere(), 'cache');
  await rememberedFile(directory, 'integration', 'here').write('one');
  make(directory, join(directory, String(readdirSync(directory)[0])));
  const before = readdirSync(directory);
  const cache = rememberedFile(directory, 'integration', 'here');
  expect(await cache.read()).toBeUndefined();
  await cache.write('two');
  expect(readdirSync(directory)).toEqual(before);
});
