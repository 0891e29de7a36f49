import { randomUUID } from "node:crypto";
import { SetupError } from "../cloud/setup-error";
import { ServiceError } from "../wire/service-error";
import { attributesIn, type Pool, usernameIn } from "./account";
import type { PatternUsers } from "./pattern-users";
import type { RunningCloud } from "./running-cloud";

/** Whose token is wanted, and which. */
interface Wanted {
  readonly name: string;
  readonly use: "id" | "access";
  readonly group: string | undefined;
}

/** A token for somebody, who is made and put into the group if need be; `made` is who was. @throws SetupError, {ServiceError} */
export const tokenFor = async (
  cloud: Pick<RunningCloud, "ask" | "call">,
  { pool: UserPoolId, client }: PatternUsers,
  { name, use, group }: Wanted,
): Promise<{ readonly token: string; readonly made?: string }> => {
  const cognito = (operation: string, input: object = {}) =>
    cloud.call("cognito-idp", operation, { UserPoolId, ...input });
  const { UserPool } = await cognito("DescribeUserPool");
  const pool = UserPool as Pool;
  const Username = usernameIn(pool, name);
  if (group !== undefined) await checkGroup(cognito, group);
  const isNew = !(await passing(cognito("AdminGetUser", { Username }), "UserNotFoundException"));
  if (isNew) {
    const UserAttributes = attributesIn(pool, name);
    const made = cognito("AdminCreateUser", { Username, UserAttributes, MessageAction: "SUPPRESS" });
    // By the same command in another terminal.
    await passing(made, "UsernameExistsException");
    // Nobody needs to know it; with all kinds of signs it conforms with every policy.
    await cognito("AdminSetUserPassword", {
      Username,
      Password: `aA1!${randomUUID()}`.padEnd(99, "-"),
      Permanent: true,
    });
  }
  if (group !== undefined) await cognito("AdminAddUserToGroup", { Username, GroupName: group });
  try {
    const { token } = await cloud.ask("Token", { pool: UserPoolId, client, username: Username, use });
    return { token, ...(isNew ? { made: Username } : {}) };
  } catch (error) {
    if (!(error instanceof ServiceError) || !CANNOT_SIGN_IN.includes(error.code)) throw error;
    const way = "see to that first (npx tiers inbox has what was sent), or name somebody else with --as";
    throw new SetupError(`${Username} cannot sign in (${error.message}): ${way}`);
  }
};

const CANNOT_SIGN_IN = ["NotAuthorizedException", "UserNotConfirmedException"];

type Call = (operation: string, input?: object) => ReturnType<RunningCloud["call"]>;

/** @throws SetupError, with those that there are, where the pool has no such group */
const checkGroup = async (cognito: Call, group: string): Promise<void> => {
  if (await passing(cognito("GetGroup", { GroupName: group }), "ResourceNotFoundException")) return;
  const { Groups } = await cognito("ListGroups");
  const names = (Groups as { readonly GroupName: string }[]).map(({ GroupName }) => GroupName);
  const there = names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
  throw new SetupError(
    `the user pool has no group ${group} (${there}): add it to the groups of the pool in the program, or leave --group out`,
  );
};

/** What a call answers; `undefined` where it fails for that reason. */
const passing = async <T>(call: Promise<T>, code: string): Promise<T | undefined> => {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ServiceError && error.code === code) return undefined;
    throw error;
  }
};
