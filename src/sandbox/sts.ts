import { SANDBOX_ACCOUNT, SANDBOX_CALLER } from './account.ts';
import { escapeXml } from './wire/aws-query.ts';
import type { SandboxPart } from './wire/part.ts';

/** STS: GetCallerIdentity. */
export function stsPart(): SandboxPart {
  const identity = [
    `<Arn>${escapeXml(SANDBOX_CALLER.arn)}</Arn>`,
    `<UserId>${escapeXml(SANDBOX_CALLER.userId)}</UserId>`,
    `<Account>${SANDBOX_ACCOUNT}</Account>`,
  ].join('');
  return {
    queryServices: [
      {
        version: '2011-06-15',
        namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
        actions: { GetCallerIdentity: () => identity },
      },
    ],
  };
}
