import { AwsError, type JsonOperation } from '../../wire/wire.ts';
import { BUS, free, invalid, NAME, optionalText, page, present, requiredText } from '../input.ts';
import type { BusRecord } from '../records.ts';
import { addBus, busOf, type EventBridgeStore } from '../store.ts';

/** CreateEventBus, DescribeEventBus, ListEventBuses, DeleteEventBus. Partner buses are not known here. */
export function busOperations(store: EventBridgeStore): Record<string, JsonOperation> {
  return {
    CreateEventBus: (input) => {
      const name = requiredText(input, 'Name', { ...NAME, max: 256 });
      if (store.buses.has(name)) {
        throw new AwsError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`);
      }
      const bus = addBus(store, name, optionalText(input, 'Description', free(512)));
      return present({ EventBusArn: bus.arn, Description: bus.description });
    },

    DescribeEventBus: (input) => told(busOf(store, optionalText(input, 'Name', BUS))),

    ListEventBuses: (input) => {
      const prefix = optionalText(input, 'NamePrefix', { ...NAME, max: 256 }) ?? '';
      const all = [...store.buses.values()].filter((bus) => bus.name.startsWith(prefix));
      const { items, ...rest } = page(all, input);
      return { EventBuses: items.map(told), ...rest };
    },

    DeleteEventBus: (input) => {
      const name = requiredText(input, 'Name', { ...NAME, max: 256 });
      if (name === 'default') throw invalid('Cannot delete event bus default.');
      // That a bus with rules cannot be deleted is documented; the wording is not.
      if (store.buses.get(name)?.rules.size) throw invalid(`Event bus ${name} can't be deleted since it has rules.`);
      store.buses.delete(name);
      return {};
    },
  };
}

function told(bus: BusRecord): Record<string, unknown> {
  const at = bus.createdAt / 1000;
  return present({
    Name: bus.name,
    Arn: bus.arn,
    Description: bus.description,
    CreationTime: at,
    LastModifiedTime: at,
  });
}
