import { tagsOfQuery } from "../objects/tags";
import type { Place, S3Call } from "../s3-call";
import type { ObjectStore } from "../storage/object-store";
import { isMarker } from "../storage/stored-object";
import type { Tag } from "../storage/tag";

type Context = Record<string, string | readonly string[]>;

const HEADERS = [
  ...["acl", "copy-source", "metadata-directive", "storage-class", "website-redirect-location", "content-sha256"],
  ...["server-side-encryption", "server-side-encryption-aws-kms-key-id"],
  ...["server-side-encryption-customer-algorithm", "object-ownership"],
  ...["grant-read", "grant-write", "grant-read-acp", "grant-write-acp", "grant-full-control"],
].map((name) => `x-amz-${name}`);

const QUERY = ["prefix", "delimiter", "max-keys"];

/** What conditions of policies may ask of a call. */
// fidelity: docs: service authorization reference, "Actions, resources, and condition keys for Amazon S3"
export const contextOf = (store: ObjectStore, { request: { headers, url }, query }: S3Call, place: Place): Context => {
  const presigned = query.has("X-Amz-Signature");
  const context: Context = { "s3:signatureversion": "AWS4-HMAC-SHA256" };
  context["s3:authType"] = presigned ? "REST-QUERY-STRING" : "REST-HEADER";
  for (const name of HEADERS) if (headers[name] !== undefined) context[`s3:${name}`] = headers[name];
  for (const name of QUERY) if (query.has(name)) context[`s3:${name}`] = query.get(name) ?? "";
  const versionId = query.get("versionId");
  if (versionId !== null) context["s3:VersionId"] = versionId;
  if (headers.referer !== undefined) context["aws:Referer"] = headers.referer;
  if (headers["user-agent"] !== undefined) context["aws:UserAgent"] = headers["user-agent"];
  Object.assign(context, tagContext("s3:RequestObjectTag", tagsOfQuery(headers["x-amz-tagging"])));
  if (place.key !== "" && !url.includes("?uploads")) {
    const found = store.version(place.bucket, place.key, versionId ?? undefined);
    if (found && !isMarker(found)) Object.assign(context, tagContext("s3:ExistingObjectTag", found.tags ?? []));
  }
  return context;
};

const tagContext = (name: string, tags: readonly Tag[]): Context => ({
  ...Object.fromEntries(tags.map(({ Key, Value }) => [`${name}/${Key}`, Value])),
  ...(tags.length > 0 && name.startsWith("s3:Request") ? { [`${name}Keys`]: tags.map(({ Key }) => Key) } : {}),
});
