/**
 * Lets constants of a module be made when they are first used. `declarations` matches whole lines and gives name and value
 * of each; it must have the flags g and m. Answers the code as it is where nothing matches.
 */
export function lazyConstants(code: string, declarations: RegExp): string {
  const names = [...code.matchAll(declarations)].map(([, name]) => name);
  if (names.length === 0) return code;
  // In parentheses, because of `new name.default()`.
  const used = code.replaceAll(new RegExp(`(?<!(?:const|var) )\\b(${names.join('|')})\\b`, 'g'), '($1())');
  return used.replaceAll(declarations, 'let $1_; const $1 = () => ($1_ ??= $2);');
}
