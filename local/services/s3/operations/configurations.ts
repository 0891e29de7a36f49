import { ServiceError } from "../../../wire/service-error";
import { OWNERSHIP, PUBLIC_ACCESS_BLOCK } from "../configurations/access";
import type { Configurations } from "../configurations/configurations";
import { CORS } from "../configurations/cors";
import { DEFAULT_ENCRYPTION, ENCRYPTION } from "../configurations/encryption";
import { LIFECYCLE } from "../configurations/lifecycle";
import { type Configuration, readBody } from "../configurations/schema";
import { WEBSITE } from "../configurations/website";
import { readUpload } from "../objects/upload";
import { emptyAnswer, onBucket, type S3Operation, s3Operation, xmlAnswer } from "../s3-operation";

interface Served<Name extends keyof Configurations> {
  readonly configuration: Configuration<NonNullable<Configurations[Name]>>;
  /** The name of its root element. */
  readonly root: string;
  /** What the names of the operations end in: `BucketCors`. */
  readonly operations: string;
  /** Where it is another one for reading and for taking away. */
  readonly reading?: string;
  /** Of the rights, where they have another name than the operations. */
  readonly right?: string;
  /** To delete is to put, but for websites. */
  readonly deleting?: string;
  /** What it is where nobody configured it; or the error that says so. */
  readonly absent: NonNullable<Configurations[Name]> | readonly [code: string, message: string];
}

/** Get, Put and Delete of one configuration of a bucket. */
const serve = <Name extends keyof Configurations>(
  name: Name,
  {
    configuration,
    root,
    operations,
    reading = operations,
    right = operations,
    deleting = `Put${right}`,
    absent,
  }: Served<Name>,
): Readonly<Record<"GET" | "PUT" | "DELETE", S3Operation>> => ({
  GET: s3Operation(`Get${reading}`, {}, onBucket(`s3:Get${right}`), () => (_, bucket) => {
    const value = bucket[name];
    if (value !== undefined) return xmlAnswer(root, value);
    if (!Array.isArray(absent)) return xmlAnswer(root, absent);
    const [code = "", message = ""] = absent;
    throw new ServiceError(code, message, 404, { BucketName: bucket.name });
  }),
  PUT: s3Operation(`Put${reading}`, {}, onBucket(`s3:Put${right}`), ({ store }) => async ({ request }, bucket) => {
    const value = readBody(configuration, readUpload(request).bytes);
    await store.buckets.change(bucket.name, { [name]: value });
    return emptyAnswer();
  }),
  // fidelity: docs: service authorization reference
  DELETE: s3Operation(`Delete${operations}`, {}, onBucket(`s3:${deleting}`), ({ store }) => async (_, bucket) => {
    await store.buckets.change(bucket.name, { [name]: undefined });
    return emptyAnswer(204);
  }),
});

export const cors = serve("cors", {
  configuration: CORS,
  root: "CORSConfiguration",
  operations: "BucketCors",
  right: "BucketCORS",
  absent: ["NoSuchCORSConfiguration", "The CORS configuration does not exist"],
});

export const encryption = serve("encryption", {
  configuration: ENCRYPTION,
  root: "ServerSideEncryptionConfiguration",
  operations: "BucketEncryption",
  right: "EncryptionConfiguration",
  absent: DEFAULT_ENCRYPTION,
});

export const lifecycle = serve("lifecycle", {
  configuration: LIFECYCLE,
  root: "LifecycleConfiguration",
  operations: "BucketLifecycle",
  reading: "BucketLifecycleConfiguration",
  right: "LifecycleConfiguration",
  absent: ["NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"],
});

export const ownership = serve("ownership", {
  configuration: OWNERSHIP,
  root: "OwnershipControls",
  operations: "BucketOwnershipControls",
  absent: ["OwnershipControlsNotFoundError", "The bucket ownership controls were not found"],
});

export const publicAccessBlock = serve("publicAccessBlock", {
  configuration: PUBLIC_ACCESS_BLOCK,
  root: "PublicAccessBlockConfiguration",
  operations: "PublicAccessBlock",
  right: "BucketPublicAccessBlock",
  absent: ["NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found"],
});

export const website = serve("website", {
  configuration: WEBSITE,
  root: "WebsiteConfiguration",
  operations: "BucketWebsite",
  deleting: "DeleteBucketWebsite",
  absent: ["NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration"],
});
