import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const inFolder = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file));
const DOCUMENTS = [...readdirSync('.').filter((file) => file.endsWith('.md')), ...inFolder('docs')];

/** The anchors of a document's headings, as GitHub makes them. */
function anchors(text: string): readonly string[] {
  const headings = text.replace(/^```[\s\S]*?^```/gm, '').match(/^#+ .*$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('the documents', () => {
  it.each(DOCUMENTS)('%s links only to files and headings that exist', (document) => {
    const text = readFileSync(document, 'utf8');
    const links = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    for (const link of links.filter((each) => !/^https?:/.test(each))) {
      const [path = '', anchor] = link.split('#');
      const file = path === '' ? document : join(dirname(document), path);
      expect({ link, exists: existsSync(file) }).toEqual({ link, exists: true });
      if (anchor !== undefined) expect(anchors(readFileSync(file, 'utf8'))).toContain(anchor);
    }
  });

  it('have a decision index with every record, each of at most 60 lines', () => {
    const index = readFileSync('docs/decisions/README.md', 'utf8');
    for (const file of readdirSync('docs/decisions').filter((each) => each !== 'README.md')) {
      expect(index).toContain(`](${file})`);
      const text = readFileSync(join('docs/decisions', file), 'utf8');
      expect(text.split('\n').length).toBeLessThanOrEqual(61);
      for (const part of ['Context', 'Decision', 'Consequence']) expect(text).toContain(`\n## ${part}\n`);
    }
  });

  it('begin with a README of at most 250 lines, none longer than 200 characters', () => {
    const lines = readFileSync('README.md', 'utf8').split('\n');
    expect(lines.length).toBeLessThanOrEqual(251);
    expect(lines.filter((line) => line.length > 200)).toEqual([]);
  });
});
