import * as z from "zod";
import type { Principal } from "../../../access/access";
import { createPermit } from "../../../access/permit";
import { dataPath } from "../../../data/data-path";
import { type Code, unpackZip } from "../code/unpack";
import { invalidParameter } from "../errors";
import { LAMBDA_DENIAL } from "../invoke";
import type { LambdaParts } from "./lambda-operation";

/** Where a function's package comes from. */
export const CodeSource = {
  /** Base64. */
  ZipFile: z.string().optional(),
  S3Bucket: z.string().optional(),
  S3Key: z.string().optional(),
};

interface Source {
  readonly ZipFile?: string | undefined;
  readonly S3Bucket?: string | undefined;
  readonly S3Key?: string | undefined;
}

/** Unpacks the package that a call names. @throws {ServiceError} */
export const codeOf = async (
  { cloud }: LambdaParts,
  name: string,
  source: Source,
  as: Principal,
): Promise<{ readonly folder: string; readonly codeSha256: string; readonly codeBytes: number }> => {
  const zip =
    source.ZipFile === undefined ? await fromBucket(cloud, source, as) : Buffer.from(source.ZipFile, "base64");
  const { folder, sha256, bytes }: Code = unpackZip(folderOf(cloud, name), zip);
  return { folder, codeSha256: sha256, codeBytes: bytes };
};

/** Names that AWS takes and no file may have here: `con` is a device on Windows. @throws {ServiceError} */
const folderOf = ({ folder }: LambdaParts["cloud"], name: string): string => {
  try {
    return dataPath(folder, "functions", name);
  } catch (error) {
    throw invalidParameter(error instanceof Error ? error.message : String(error));
  }
};

const fromBucket = async (
  cloud: LambdaParts["cloud"],
  { S3Bucket: bucket, S3Key: key }: Source,
  as: Principal,
): Promise<Buffer> => {
  if (!bucket || !key) throw invalidParameter("Please provide a source for function code.");
  createPermit(cloud.access, LAMBDA_DENIAL)(as, {
    action: "s3:GetObject",
    resource: `arn:${cloud.partition}:s3:::${bucket}/${key}`,
  });
  const { objects } = cloud.directory.s3;
  const object = objects.get(bucket, key);
  if (object) return objects.bytes(object);
  const [code, message] = objects.buckets.get(bucket)
    ? ["NoSuchKey", "The specified key does not exist."]
    : ["NoSuchBucket", "The specified bucket does not exist"];
  // fidelity: observed: CreateFunction
  throw invalidParameter(`Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${message}`);
};
