import { startWholeSandbox } from '../../src/sandbox/whole-sandbox.ts';
import { eventBridgeContract } from './eventbridge-contract.ts';

eventBridgeContract({
  name: 'sandbox',
  differences: {},
  async start() {
    const running = await startWholeSandbox();
    return { endpoint: running.url, stop: () => running.stop() };
  },
});
