/** API reference, "DeleteMessageBatch" and "ChangeMessageVisibilityBatch": at most ten entries a request. */
export const HANDLES_A_REQUEST = 10;
/** Of what is deleted, handed back or extended in one go: as many as there are pollers unless the operator says otherwise. */
export const REQUESTS_AT_ONCE = 32;

/** The items in portions that one request to the queue takes. */
export function batchesOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / HANDLES_A_REQUEST) }, (_, at) =>
    items.slice(at * HANDLES_A_REQUEST, (at + 1) * HANDLES_A_REQUEST),
  );
}
