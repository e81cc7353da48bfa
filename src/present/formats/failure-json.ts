import type { Failure } from '../../app/failures.ts';
import { printableJson } from '../../domain/text/printable.ts';

/** The `error` member of a document, or the whole of it when nothing was done. */
export interface ErrorJson {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly exit: number;
}

/** A failure as the value of `error`. */
export function errorJson({ code, message, hint, exit }: Failure): ErrorJson {
  return { code, message, hint, exit };
}

/** The document for a failure before anything was done. */
export function failureJson(failure: Failure): string {
  return printableJson(JSON.stringify({ error: errorJson(failure) }));
}
