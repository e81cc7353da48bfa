import { createMetricStore } from './cloudwatch/metric-store.ts';
import { queueMetrics, sampleQueues } from './cloudwatch/queue-metrics.ts';
import { cloudWatchPart } from './cloudwatch/service.ts';
import { CONTROL_PREFIX, controlsPart, createControls, jsonAnswer } from './controls.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { createHalts, type Halts } from './faults/halts.ts';
import { createQueueDelivery } from './sqs/messages/delivery.ts';
import { createQueues, type Queues } from './sqs/queues.ts';
import { sqsPart } from './sqs/service.ts';
import { stsPart } from './sts.ts';
import { createSandboxClock, type SandboxClock } from './time/clock.ts';
import { createAwsCalls } from './wire/aws-call.ts';
import { createJsonProtocol } from './wire/aws-json.ts';
import { createQueryProtocol } from './wire/aws-query.ts';
import { type HttpServer, listen } from './wire/http-server.ts';
import type { SandboxFloor, SandboxPart } from './wire/part.ts';
import type { HttpHandler } from './wire/wire.ts';

/** How a sandbox is started. */
export interface SandboxOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Absent: a clock that runs with the machine's. */
  readonly clock?: SandboxClock;
  /** Where the ids of SQS messages come from; absent: random ones. */
  readonly newMessageId?: () => string;
  /** What stands on the floor beside SQS and STS; called once, before the sandbox listens. */
  readonly parts?: (floor: SandboxFloor) => readonly SandboxPart[];
}

/** A local AWS and Momento that runs. */
export interface Sandbox {
  /** The one endpoint for everything: `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly clock: SandboxClock;
  readonly queues: Queues;
  readonly faults: Faults;
  readonly halts: Halts;
  /** Ends open connections, also those that wait for an answer, and frees the port. */
  stop(): Promise<void>;
}

/** Starts a sandbox on the loopback address; rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? createSandboxClock();
  const faults = createFaults();
  let server: HttpServer | undefined;
  const url = () => server?.url ?? '';
  const metrics = createMetricStore(clock);
  const queues = createQueues(clock, url, options.newMessageId, queueMetrics(metrics));
  sampleQueues(clock, queues, metrics);
  const floor: SandboxFloor = { clock, faults, queues, delivery: createQueueDelivery(queues, clock), metrics, url };
  const halts = createHalts(faults);
  const calls = createAwsCalls(clock, faults, halts);
  const parts = [
    sqsPart(floor),
    stsPart(),
    cloudWatchPart(floor),
    controlsPart(floor, calls, halts),
    ...(options.parts?.(floor) ?? []),
  ];
  const routes = {
    json: createJsonProtocol(
      parts.flatMap((part) => part.jsonServices ?? []),
      calls,
    ),
    query: createQueryProtocol(
      parts.flatMap((part) => part.queryServices ?? []),
      calls,
    ),
    controls: createControls(Object.assign({}, ...parts.map((part) => part.controls))),
    paths: parts.flatMap((part) => Object.entries(part.paths ?? {})),
  };
  const running = await listen(options.port ?? 0, route(routes), () => clock.now());
  server = running;
  return { url: running.url, clock, queues, faults, halts, stop: () => running.close() };
}

interface Routes {
  readonly json: HttpHandler;
  readonly query: HttpHandler;
  readonly controls: HttpHandler;
  readonly paths: readonly (readonly [string, HttpHandler])[];
}

/** AWS requests are told by their form and not by their path, for clients may post to a queue's URL as well. */
function route({ json, query, controls, paths }: Routes): HttpHandler {
  return (request) => {
    if (request.path.startsWith(CONTROL_PREFIX)) return controls(request);
    const own = paths.find(([prefix]) => request.path.startsWith(prefix));
    if (own !== undefined) return own[1](request);
    if (request.headers['x-amz-target'] !== undefined) return json(request);
    if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return query(request);
    return jsonAnswer({ error: `the sandbox has nothing at ${request.method} ${request.path}` }, 404);
  };
}
