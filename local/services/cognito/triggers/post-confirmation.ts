import type { UserPools, UserRecord } from "../user-pools";
import { attributesFor, fire, type Metadata, told } from "./fire";

/** Tells the pool's function of who is confirmed, or has another password; they stay so when it fails. @throws {ServiceError} */
// fidelity: docs: "Post confirmation Lambda trigger"
export const afterConfirmation = async (
  pools: UserPools,
  user: UserRecord,
  call: {
    readonly source: "PostConfirmation_ConfirmSignUp" | "PostConfirmation_ConfirmForgotPassword";
    readonly client?: string;
    readonly ClientMetadata?: Metadata | undefined;
  },
): Promise<void> => {
  const { source, client, ClientMetadata } = call;
  const request = { userAttributes: attributesFor(user), ...told(ClientMetadata) };
  await fire(pools, { trigger: "PostConfirmation", source, user, client, request, response: {} });
};
