import { createHash, randomBytes } from "node:crypto";
import type { Output } from "../../../wire/operations/operation";
import type { Grant } from "../hosted/records";
import type { ClientRecord, SessionRecord, UserPools, UserRecord } from "../user-pools";
import { userKey } from "../users/users";

/** A user who signs in, and through which client. */
export interface SignIn {
  readonly client: ClientRecord;
  readonly user: UserRecord;
  /** What the call says for functions of the pool alone. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Of a sign-in by OAuth. */
  readonly grant?: Grant | undefined;
  /** `origin_jti` of the tokens. @default a new one */
  readonly origin?: string;
  /** What who has signed in gets in the place of tokens. */
  readonly finish?: ((user: UserRecord) => Promise<Output>) | undefined;
}

/** What a session is about besides who has it. */
type Subject = Omit<SessionRecord, "kind" | "pool" | "client" | "user" | "sub" | "signOuts" | "until" | "missed">;

/** A secret that the client comes back with. */
export const keepSession = async (
  { sessions, cloud }: UserPools,
  signIn: SignIn,
  kind: SessionRecord["kind"],
  {
    seconds = challengeSeconds(signIn.client),
    until = cloud.clock.now() + seconds * 1000,
    ...subject
  }: Subject & { readonly seconds?: number; readonly until?: number } = {},
): Promise<string> => {
  const secret = randomBytes(48).toString("base64url");
  await sessions.put(digest(secret), { kind, ...holder(signIn), until, ...subject });
  return secret;
};

/** That somebody has signed in: access tokens of that sign-in are good as long as it is known. */
export const keepSignedIn = (pools: UserPools, signIn: SignIn, origin: string, until: number): Promise<void> =>
  pools.sessions.put(origin, { kind: "signedIn", ...holder(signIn), until });

const holder = ({ client, user: { name, sub, signOuts } }: SignIn) => ({
  pool: client.pool,
  client: client.id,
  user: name,
  sub,
  ...(signOuts === undefined ? {} : { signOuts }),
});

/** fidelity: docs: CreateUserPoolClient, AuthSessionValidity: minutes, three by default */
const challengeSeconds = ({ settings }: ClientRecord): number => (settings?.AuthSessionValidity ?? 3) * 60;

/**
 * Whether a session is still that of its user, who has not signed out since, and of a refresh token whether the sign-in
 * was not taken back. One for nobody is open as well.
 */
export const isOpen = (
  { users, sessions }: UserPools,
  session: SessionRecord | undefined,
): session is SessionRecord => {
  if (!session) return false;
  const { kind, origin, pool, user: name, sub, signOuts } = session;
  if (kind === "refresh" && origin !== undefined && !sessions.get(origin)) return false;
  if (sub === undefined || sub === "") return true;
  const user = users.get(userKey(pool, name));
  return user?.sub === sub && user.signOuts === signOuts;
};

/** Who holds a session of that client. */
export const sessionOf = (
  pools: UserPools,
  { id }: ClientRecord,
  kind: SessionRecord["kind"],
  secret: string,
): SessionRecord | undefined => {
  const found = openSession(pools, kind, secret);
  return found?.client === id ? found : undefined;
};

/** Who holds a session, of whatever client. */
export const openSession = (
  pools: UserPools,
  kind: SessionRecord["kind"],
  secret: string,
): SessionRecord | undefined => {
  const found = heldSession(pools, kind, secret);
  return isOpen(pools, found) ? found : undefined;
};

/** A session as it is kept, also one that was taken back. */
export const heldSession = ({ sessions }: UserPools, kind: SessionRecord["kind"], secret: string) => {
  const found = sessions.get(digest(secret));
  return found?.kind === kind ? found : undefined;
};

/** fidelity: guess: how many wrong one-time passwords a session takes */
const MAX_MISSED = 5;

/** Counts a wrong answer; after too many the session is over. */
export const missedSession = async ({ sessions }: UserPools, secret: string): Promise<void> => {
  const found = sessions.get(digest(secret));
  if (!found) return;
  const missed = (found.missed ?? 0) + 1;
  if (missed < MAX_MISSED) await sessions.put(digest(secret), { ...found, missed });
  else await sessions.remove(digest(secret));
};

/** A session of a challenge is good for one answer. */
export const endSession = ({ sessions }: UserPools, secret: string): Promise<void> => sessions.remove(digest(secret));

/** Changes what is known of a session. */
export const changeSession = async (
  { sessions }: UserPools,
  secret: string,
  change: Partial<SessionRecord>,
): Promise<void> => {
  const found = sessions.get(digest(secret));
  if (found) await sessions.put(digest(secret), { ...found, ...change });
};

/** Takes back a refresh token and all tokens of its sign-in. */
export const revoke = async ({ sessions }: UserPools, secret: string): Promise<void> => {
  const { origin } = sessions.get(digest(secret)) ?? {};
  if (origin !== undefined) await sessions.remove(origin);
};

/** Takes back everything with which a user is signed in: sessions know how often that was done before them. */
export const signOut = async ({ users }: UserPools, { pool, name }: UserRecord): Promise<void> => {
  const key = userKey(pool, name);
  const now = users.get(key);
  if (now) await users.put(key, { ...now, signOuts: (now.signOuts ?? 0) + 1 });
};

const digest = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
