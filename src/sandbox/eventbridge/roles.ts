/** What is wrong with an IAM role, as far as deliveries notice. */
export type RoleState = 'works' | 'cannot-be-assumed' | 'lacks-permission';

/** The roles of the sandbox's account: every role works unless it was said to be broken. There is no IAM behind it. */
export interface Roles {
  set(roleArn: string, state: RoleState): void;
  stateOf(roleArn: string | undefined): RoleState;
}

/** Roles that all work. */
export function createRoles(): Roles {
  const states = new Map<string, RoleState>();
  return {
    set: (roleArn, state) => void states.set(roleArn, state),
    stateOf: (roleArn) => states.get(roleArn ?? '') ?? 'works',
  };
}
