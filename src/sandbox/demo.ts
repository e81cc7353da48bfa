import { DEMO_EVENTS } from './demo-events.ts';
import { startWholeSandbox } from './whole-sandbox.ts';

/** A sandbox for the demo on a free port, and the events that it is told with. */
export async function startDemo() {
  const bodyMode = 'original';
  const { url, integration, stop } = await startWholeSandbox({ deadLetterBody: bodyMode });
  const { account, region } = integration.store.place;
  return {
    url,
    bodyMode,
    stop,
    /** Resolves when no delivery is pending. */
    idle: () => integration.eventBridge.dispatcher.idle(),
    /** The caches and what lies in them now. */
    caches: () =>
      integration.caches.names().map((name) => ({
        name,
        items: integration.caches.items(name).map(({ key, value }) => ({
          key: key.toString('utf8'),
          value: value.toString('utf8'),
        })),
        published: integration.caches
          .published(name)
          .map(({ topic, value }) => ({ topic, value: value.toString('utf8') })),
      })),
    events: DEMO_EVENTS.map(({ why, source, detailType, detail, momento }, at) => ({
      why,
      entry: {
        messageId: String(at),
        busArn: `arn:aws:events:${region}:${account}:event-bus/default`,
        source,
        detailType,
        detail: JSON.stringify(detail),
        resources: [],
        time: undefined,
        traceHeader: undefined,
      },
      /** Makes Momento behave as this event is to find it. */
      prepare: () => integration.forced.add(momento === undefined ? [] : [momento]),
    })),
  };
}
