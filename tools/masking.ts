import { FORM_RULES, NAME_RULES } from '../src/domain/secrets/rules.ts';
import { between, code, markdownTable } from './markdown.ts';

/** docs/masking.md with its tables written anew from the rules. */
export function renewedMasking(page: string): string {
  const forms = FORM_RULES.map(({ id, recognises }) => [code(id), recognises]);
  const names = NAME_RULES.map(({ id, recognises }) => [id, recognises]);
  const withForms = between(page, 'forms', markdownTable(['kind', 'recognised by its form'], forms));
  return between(
    withForms,
    'names',
    markdownTable(['rule', 'names, in any case and spelling, with anything before them'], names),
  );
}
