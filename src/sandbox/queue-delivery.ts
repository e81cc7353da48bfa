/** How EventBridge puts a failed event into a queue: as `events.amazonaws.com`, on behalf of a rule. */
export interface QueueDelivery {
  /** `accepted` tells the new message's id; `denied` is what the queue policy or a missing queue answers. */
  deliver(request: {
    readonly queueArn: string;
    readonly sourceArn: string;
    readonly body: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly traceHeader?: string;
  }):
    | { readonly kind: 'accepted'; readonly messageId: string }
    | { readonly kind: 'denied'; readonly code: string; readonly message: string };
}
