import type { ClientRecord, UserPools, UserRecord } from "../user-pools";
import { attributesFor, fire, type Metadata, told } from "./fire";

/** Somebody who signs in, or wants to. */
interface Signing {
  readonly client: ClientRecord;
  /** What the call says for functions alone. */
  readonly metadata?: Metadata | undefined;
}

/** Asks the pool's function whether somebody may try: a user, or who pretends to be one. @throws {ServiceError} */
// fidelity: docs: "Pre authentication Lambda trigger"; observed: `validationData` is what the call has as ClientMetadata
export const beforeSignIn = async (
  pools: UserPools,
  { client, metadata, name, user }: Signing & { readonly name: string; readonly user: UserRecord | undefined },
): Promise<void> => {
  await fire(pools, {
    trigger: "PreAuthentication",
    source: "PreAuthentication_Authentication",
    user: user ?? { pool: client.pool, name },
    client: client.id,
    request: {
      userAttributes: attributesFor(user),
      validationData: metadata ?? null,
      ...(user ? {} : { userNotFound: true }),
    },
    response: {},
  });
};

/** Tells the pool's function of who has signed in, before there are tokens. @throws {ServiceError} */
// fidelity: docs: "Post authentication Lambda trigger"; devices are not remembered, so that none is new
export const afterSignIn = async (
  pools: UserPools,
  { client, metadata, user }: Signing & { readonly user: UserRecord },
): Promise<void> => {
  const request = { userAttributes: attributesFor(user), newDeviceUsed: false, ...told(metadata) };
  const source = "PostAuthentication_Authentication";
  await fire(pools, { trigger: "PostAuthentication", source, user, client: client.id, request, response: {} });
};
