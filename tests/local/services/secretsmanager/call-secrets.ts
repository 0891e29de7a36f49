import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { TestCloud } from "../../cloud/test-cloud";

/** Operations that make a version: SDKs send a token with them. */
const WITH_TOKEN = new Set(["CreateSecret", "PutSecretValue", "RotateSecret", "UpdateSecret"]);

interface Answer {
  readonly ARN: string;
  readonly VersionId: string;
  readonly [member: string]: unknown;
}

/** Calls of the administrator without a signature, which a clock that the test moves would make old. */
export const secretsCaller = ({ cloud, access }: Pick<TestCloud, "access" | "cloud">) => {
  const principal = access.find(access.administrator.accessKeyId)?.principal;
  assert.ok(principal);
  return async (operation: string, input: object, token = WITH_TOKEN.has(operation)): Promise<Answer> => {
    const answer = await cloud.directory.secretsmanager.handle?.({
      principal,
      method: "POST",
      url: "/",
      requestId: "r",
      body: Buffer.from(JSON.stringify({ ...(token ? { ClientRequestToken: randomUUID() } : {}), ...input })),
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `secretsmanager.${operation}` },
    });
    const body = JSON.parse(String(answer?.body || "{}"));
    if (answer?.status === 200) return body;
    throw new Error(`${body.__type}: ${body.message ?? body.Message}`);
  };
};

export type SecretsCall = ReturnType<typeof secretsCaller>;
