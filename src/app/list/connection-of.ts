import type { Examined } from '../../domain/diagnosis/examined.ts';
import { parseConnectionArn } from '../../domain/eventbridge/arn.ts';
import type { Connection } from '../../domain/eventbridge/target.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { IntegrationPort } from '../ports.ts';

/** The connection that the API destination of a dead letter uses, as it is now; `undefined` where none is known. */
export async function connectionOf(
  { integration }: { readonly integration: IntegrationPort },
  { deployed: { destination } }: Examined,
): Promise<Lookup<Connection> | undefined> {
  const arn = destination.kind === 'found' ? destination.value.connectionArn : undefined;
  const address = arn === undefined ? undefined : parseConnectionArn(arn);
  return address === undefined ? undefined : integration.connection(address);
}
