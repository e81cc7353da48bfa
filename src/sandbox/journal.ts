/** What became of one event at one target. */
export interface DeliveryRecord {
  readonly ruleArn: string;
  readonly targetArn: string;
  /** `lost`: failed, and no dead letter queue took it. `counted`: not made, because deliveries are only counted. */
  readonly outcome: 'delivered' | 'dead-letter' | 'lost' | 'counted';
  /** Calls made and, where the last three answers were equal, calls counted without being made. */
  readonly attempts: number;
  /** The dead letter's message id, or that of the message in a target queue. */
  readonly messageId?: string;
  /** The last HTTP status. */
  readonly status?: number;
  /** The dead letter's ERROR_CODE. */
  readonly errorCode?: string;
  /** Why no queue took the dead letter. */
  readonly lostBecause?: string;
}

/** Everything that happened to one event since PutEvents accepted it. */
export interface EventRecord {
  readonly eventId: string;
  /** Epoch milliseconds of the sandbox clock. */
  readonly putAt: number;
  /** As PutEvents named it; a name when the bus is known. */
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  /** The detail's text as it was put. */
  readonly detail: string;
  readonly traceHeader?: string;
  /** The ARNs of the enabled rules that matched. */
  readonly matchedRules: readonly string[];
  readonly deliveries: readonly DeliveryRecord[];
  /** Set when PutEvents answered success and nothing was done. */
  readonly dropped?: 'unknown-bus' | 'no-rule';
}

/** The account of every event that was ever put; held in memory without a limit, one small record an event. */
export interface Journal {
  /** Writes down an accepted event; deliveries follow by its id. */
  accepted(event: Omit<EventRecord, 'deliveries'>): void;
  delivered(eventId: string, delivery: DeliveryRecord): void;
  /** All events in the order they were put. The deliveries of an event under way are still growing. */
  events(): readonly EventRecord[];
  event(eventId: string): EventRecord | undefined;
}

/** Hears of everything that is written down, at the time when it is. */
export interface JournalListener {
  accepted(event: Omit<EventRecord, 'deliveries'>): void;
  delivered(event: EventRecord, delivery: DeliveryRecord): void;
}

/** An empty journal. */
export function createJournal(listener?: JournalListener): Journal {
  const order: EventRecord[] = [];
  const byId = new Map<string, { readonly record: EventRecord; readonly deliveries: DeliveryRecord[] }>();
  return {
    accepted(event) {
      const deliveries: DeliveryRecord[] = [];
      const record: EventRecord = { ...event, deliveries };
      order.push(record);
      byId.set(event.eventId, { record, deliveries });
      listener?.accepted(event);
    },
    delivered(eventId, delivery) {
      const known = byId.get(eventId);
      if (known === undefined) return;
      known.deliveries.push(delivery);
      listener?.delivered(known.record, delivery);
    },
    events: () => order,
    event: (eventId) => byId.get(eventId)?.record,
  };
}
