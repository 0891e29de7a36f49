import { randomUUID } from "node:crypto";
import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import type { ApiRequest } from "../../wire/transport/api-request";

export type Sent = Pick<ApiRequest, "method" | "url" | "headers" | "body">;

/** A call in JSON: `AmazonSQS.SendMessage`. */
export const json = (target: string, input: object): Sent => ({
  method: "POST",
  url: "/",
  body: Buffer.from(JSON.stringify(input)),
  headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": target },
});

export const form = (fields: Readonly<Record<string, string>>): Sent => ({
  method: "POST",
  url: "/",
  body: Buffer.from(new URLSearchParams(fields).toString()),
  headers: { "content-type": "application/x-www-form-urlencoded" },
});

/**
 * Calls another service of this cloud by its own API, with the rights of a principal: it knows best what it asks.
 * @throws {ServiceError} for what it refuses
 */
export const callService = async (cloud: Cloud, principal: Principal, name: string, sent: Sent): Promise<void> => {
  const answer = await cloud.directory.service(name)?.handle?.({ ...sent, principal, requestId: randomUUID() });
  if (!answer) throw new Error(`the local cloud does not answer the API of ${name}`);
  if (answer.status < 300) return;
  const body = String(answer.body);
  throw new ServiceError(codeOf(body), `${name} answered ${answer.status}: ${body}`, answer.status);
};

const codeOf = (body: string): string =>
  /"__type":"(?:[^"]*#)?([^"]+)"/.exec(body)?.[1] ?? /<Code>([^<]+)</.exec(body)?.[1] ?? "Unknown";
