import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'rolldown';

/** Writes dist/THIRD_PARTY_LICENSES: the licences of the packages whose code is in the bundle ask to be passed on. */
export function licensesOfBundledPackages(): Plugin {
  return {
    name: 'licenses',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
      const packages = new Set(modules.flatMap((module) => packageOf(module) ?? []));
      const source = [...packages]
        .sort()
        .map(licenseText)
        .join(`\n${'-'.repeat(78)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'THIRD_PARTY_LICENSES', source });
    },
  };
}

function packageOf(module: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module.replace(/^\0/, ''))?.[0];
}

function licenseText(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const parent = join(dirname(folder), 'LICENSE');
  const text = file ? readFileSync(join(folder, file), 'utf8') : existsSync(parent) ? readFileSync(parent, 'utf8') : '';
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
