import { rememberedFile } from '../aws/remembered-file.ts';

/** Where it is kept which notes of a queue were shown today. */
export function notesMemory(directory: string, queueUrl: string) {
  return rememberedFile(directory, 'notes', queueUrl);
}
