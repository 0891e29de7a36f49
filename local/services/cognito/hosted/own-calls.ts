import { InvalidInput, type Operation, type Output } from "../../../wire/operations/operation";
import type { CognitoParts } from "../operations/cognito-operation";
import { refuseInput } from "../refusal";
import type { Visit } from "./screens/screen";
import { secretHash } from "./sign-in-steps";

/** Calls an operation that nobody signs, as the pages of a client do. @throws {ServiceError} */
export const callAs = async (
  { pools, path, request }: Visit,
  operation: Operation<CognitoParts>,
  input: Readonly<Record<string, unknown>>,
): Promise<Output> => {
  const { client } = request;
  const principal = { arn: "anonymous", account: pools.cloud.account, userId: "anonymous", policies: () => [] };
  const { SECRET_HASH } = secretHash(client, String(input.Username));
  const named = "Username" in input ? { ClientId: client.id, ...(SECRET_HASH ? { SecretHash: SECRET_HASH } : {}) } : {};
  try {
    const call = { principal, requestId: "managed login", path };
    return await operation.run({ pools }, { ...named, ...input }, call, () => undefined);
  } catch (error) {
    throw error instanceof InvalidInput ? refuseInput(error) : error;
  }
};
