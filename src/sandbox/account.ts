/** The account that every resource of the sandbox belongs to. */
export const SANDBOX_ACCOUNT = '000000000000';

/** The region that every resource of the sandbox lies in, whatever region the client signs for. */
export const SANDBOX_REGION = 'us-east-1';

/** The identity that every client of the sandbox has, whatever credentials it signs with. */
export const SANDBOX_CALLER = { arn: `arn:aws:iam::${SANDBOX_ACCOUNT}:user/sandbox`, userId: 'AIDASANDBOXSANDBOXSB' };
