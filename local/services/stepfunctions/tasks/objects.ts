import { randomUUID } from "node:crypto";
import type { Principal } from "../../../access/access";
import type { Cloud } from "../../../cloud/cloud";
import { isObject, type Json, type JsonObject } from "../language/definition";
import type { Objects } from "../language/run";
import { runtimeError, StatesError } from "../language/states-error";

interface Request {
  readonly method: "GET" | "PUT" | "DELETE";
  readonly url: string;
  readonly body?: string;
}

/** Objects in S3, asked for as any client asks. */
export class ObjectsOf implements Objects {
  constructor(
    private readonly cloud: Cloud,
    private readonly principal: () => Principal,
  ) {}

  async read(bucket: string, key: string, version?: string): Promise<Buffer> {
    const query = version === undefined ? "" : `?versionId=${encodeURIComponent(version)}`;
    const { body } = await this.ask({ method: "GET", url: `${urlOf(bucket, key)}${query}` });
    return Buffer.from(body);
  }

  async write(bucket: string, key: string, body: string): Promise<void> {
    await this.ask({ method: "PUT", url: urlOf(bucket, key), body });
  }

  async list(bucket: string, prefix: string): Promise<readonly JsonObject[]> {
    const found: JsonObject[] = [];
    let token: string | undefined;
    do {
      const more = token === undefined ? "" : `&continuation-token=${encodeURIComponent(token)}`;
      const url = `${urlOf(bucket, "")}?list-type=2&prefix=${encodeURIComponent(prefix)}${more}`;
      const page = String((await this.ask({ method: "GET", url })).body);
      for (const [, item = ""] of page.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) found.push(objectIn(item));
      token = member(page, "NextContinuationToken");
    } while (token !== undefined);
    return found;
  }

  /** An operation of the SDK integration. */
  async run(operation: string, input: Json): Promise<Json> {
    const { Bucket, Key, Prefix, Body } = isObject(input) ? input : {};
    if (typeof Bucket !== "string") throw runtimeError("The field 'Bucket' is required");
    if (operation === "listObjectsV2") {
      const Contents = await this.list(Bucket, typeof Prefix === "string" ? Prefix : "");
      return { Contents, KeyCount: Contents.length, Name: Bucket, IsTruncated: false };
    }
    if (typeof Key !== "string") throw runtimeError("The field 'Key' is required");
    if (operation === "getObject") {
      const body = await this.read(Bucket, Key);
      return { Body: body.toString("utf8"), ContentLength: body.length };
    }
    if (operation === "putObject")
      await this.write(Bucket, Key, typeof Body === "string" ? Body : JSON.stringify(Body));
    else await this.ask({ method: "DELETE", url: urlOf(Bucket, Key) });
    return {};
  }

  private async ask({ method, url, body = "" }: Request) {
    const { s3 } = this.cloud.directory;
    if (!s3.handle) throw new StatesError("NotEmulatedByLocalCloud", "the local cloud has no S3");
    const requestId = randomUUID();
    const headers = { host: "s3.amazonaws.com", "content-length": String(Buffer.byteLength(body)) };
    const principal = this.principal();
    const answer = await s3.handle({ principal, method, url, headers, body: Buffer.from(body), requestId });
    if (answer.status < 300) return answer;
    const told = String(answer.body);
    const code = member(told, "Code") ?? "S3Exception";
    // fidelity: observed: localstack's tests on AWS: the wording of the SDK integration
    throw new StatesError(
      `S3.${code.endsWith("Exception") ? code : `${code}Exception`}`,
      `${member(told, "Message") ?? ""} (Service: S3, Status Code: ${answer.status}, Request ID: ${requestId}, Extended Request ID: ${requestId})`,
    );
  }
}

const urlOf = (bucket: string, key: string): string =>
  `/${encodeURIComponent(bucket)}/${key.split("/").map(encodeURIComponent).join("/")}`;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#xD": "\r" };

/** The text of an element that has no others inside. */
const member = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`) // of the names that stand in this file
    .exec(xml)?.[1]
    ?.replace(/&([^;]+);/g, (entity, name: string) => ENTITIES[name] ?? entity);

// fidelity: observed: localstack's tests on AWS: Etag, LastModified, Key, Size, StorageClass
const objectIn = (xml: string): JsonObject => ({
  Etag: member(xml, "ETag") ?? "",
  LastModified: Math.floor(Date.parse(member(xml, "LastModified") ?? "") / 1000),
  Key: member(xml, "Key") ?? "",
  Size: Number(member(xml, "Size") ?? 0),
  StorageClass: member(xml, "StorageClass") ?? "STANDARD",
});
