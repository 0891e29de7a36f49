import { ServiceError } from "../../../wire/service-error";
import { hidesUsers } from "../tokens/sign-in";
import type { ClientRecord, UserPoolRecord, UserPools, UserRecord } from "../user-pools";
import { addUser, isVerified, newUser } from "../users/users";
import { fire, type Metadata, told } from "./fire";
import { admitted } from "./pre-sign-up";

/** A call that names somebody whom the pool does not know. */
interface Wanted {
  readonly pools: UserPools;
  readonly pool: UserPoolRecord;
  readonly client: ClientRecord;
  readonly username: string;
  /** Absent: it was forgotten. */
  readonly password?: string;
  readonly metadata?: Metadata | undefined;
}

/** The user as the pool's function knows them, who is one of the pool's from then on; `undefined` where nobody knows them. @throws {ServiceError} */
// fidelity: docs: "Migrate user Lambda trigger"; guess: nothing is sent to them
export const migrated = async (wanted: Wanted): Promise<UserRecord | undefined> => {
  const { pools, pool, client, username, password, metadata } = wanted;
  const answer = await asked(wanted);
  if (!answer || typeof answer.userAttributes !== "object" || answer.userAttributes === null) return undefined;
  const given = Object.entries(answer.userAttributes)
    .filter(([name]) => name !== "username")
    .map(([Name, value]) => ({ Name, Value: String(value) }));
  const reset = answer.finalUserStatus === "RESET_REQUIRED" || password === undefined;
  const status = reset ? "RESET_REQUIRED" : "CONFIRMED";
  const user = newUser(pools, pool, { username, password, given, status }, "User already exists");
  // fidelity: observed: reports of pre sign-up after a migration; guess: its source
  await admitted(pools, user, { source: "PreSignUp_AdminCreateUser", client: client.id, ClientMetadata: metadata });
  const verified = isVerified(user, "email") || isVerified(user, "phone_number");
  if (answer.forceAliasCreation === true && verified) await pools.users.yieldAliases(user);
  await addUser(pools, pool, username, user, "User already exists");
  return user;
};

const asked = async ({ pools, pool, client, username, password, metadata }: Wanted) => {
  try {
    return await fire(pools, {
      trigger: "UserMigration",
      source: password === undefined ? "UserMigration_ForgotPassword" : "UserMigration_Authentication",
      user: { pool: pool.id, name: username },
      client: client.id,
      request:
        password === undefined
          ? { ...told(metadata) }
          : { password, validationData: metadata ?? null, userAttributes: null },
      response: {
        userAttributes: null,
        forceAliasCreation: null,
        enableSMSMFA: null,
        finalUserStatus: null,
        messageAction: null,
        desiredDeliveryMediums: null,
      },
    });
  } catch (error) {
    if (!(error instanceof ServiceError) || hidesUsers(client)) return undefined;
    // fidelity: observed: reports of the text, whatever the function said
    throw new ServiceError("UserNotFoundException", `Exception migrating user in app client ${client.id}`);
  }
};
