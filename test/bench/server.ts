import { startWholeSandbox } from '../../src/sandbox/whole-sandbox.ts';

/**
 * A sandbox in a process of its own, so that its work is not ours: counts deliveries without making them, prints where it
 * is as one line of JSON, and ends with its standard input.
 */
const sandbox = await startWholeSandbox();
sandbox.integration.eventBridge.dispatcher.setMode('count-only');
const queue = sandbox.stack.resources.find(({ logicalId }) => logicalId === 'FailedDeliveryDLQ');
console.log(JSON.stringify({ url: sandbox.url, queueUrl: queue?.physicalId }));
process.stdin.resume().on('end', () => process.exit());
