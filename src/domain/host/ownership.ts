/** Who may change a file or directory, as `lstat` returns it. */
export interface Standing {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** The user of this process; undefined on a system without user ids, where nothing is refused. */
export type User = { readonly uid: number; readonly gid: number } | undefined;

const GROUP_WRITES = 0o020;
const OTHERS_WRITE = 0o002;

/**
 * Says why another user can change the content of a file, as the end of a sentence; undefined when only this user can.
 * Root can change everything and gets no exception: what another user wrote must not decide what root does.
 */
export function fileOpenToOthers({ uid, mode }: Standing, user: User): string | undefined {
  if (user === undefined) return undefined;
  if (uid !== user.uid) return `belongs to user ${uid}, and this is user ${user.uid}`;
  return (mode & (GROUP_WRITES | OTHERS_WRITE)) === 0 ? undefined : 'can be written by other users';
}

/**
 * Says why another user can put files into a directory; undefined when only this user, its own group and root can. The
 * group counts as the user because many systems give each user a group of that name and a umask of 002.
 */
export function directoryOpenToOthers({ uid, gid, mode }: Standing, user: User): string | undefined {
  if (user === undefined) return undefined;
  if (uid !== user.uid && uid !== 0) return `belongs to user ${uid}, and this is user ${user.uid}`;
  const group = gid === user.gid ? 0 : GROUP_WRITES;
  return (mode & (group | OTHERS_WRITE)) === 0 ? undefined : 'can be written by other users';
}
