import { quoted } from './said-again.ts';

/**
 * How another shell starts the momento-eb that was started as `script` (`process.argv[1]`): by its name where it is
 * installed, through npx where it is installed in a project, else as that file.
 */
export function programOf(script: string | undefined): string {
  if (script === undefined) return 'momento-eb';
  if (!/(?:^|[\\/])momento-eb(?:\.cmd)?$/.test(script)) return `node ${quoted(script)}`;
  return /[\\/](?:node_modules[\\/]\.bin|_npx)[\\/]/.test(script) ? 'npx momento-eb' : 'momento-eb';
}
