import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { ServiceError } from "../../../wire/service-error";
import { listPage } from "../list-page";
import { bucketOf, type S3Operation, xmlAnswer } from "../s3-operation";

const MEMBERS = {
  query: {
    ...read("continuation-token", "delimiter", "encoding-type", "fetch-owner"),
    ...read("max-keys", "prefix", "start-after"),
  },
};

export const listObjectsV2: S3Operation = restOperation(
  "ListObjectsV2",
  MEMBERS,
  { action: "s3:ListBucket", on: bucketOf },
  (services) => (call) => {
    const startAfter = call.query.get("start-after");
    const token = call.query.get("continuation-token");
    const output = listPage(services, call, {
      after: token === null ? (startAfter ?? "") : after(token),
      owner: call.query.get("fetch-owner") === "true",
      position: (count, next) => ({
        StartAfter: startAfter,
        ContinuationToken: token,
        NextContinuationToken: next === undefined ? undefined : Buffer.from(next).toString("base64"),
        KeyCount: count,
      }),
    });
    return xmlAnswer("ListBucketResult", output);
  },
);

const after = (token: string): string => {
  const key = Buffer.from(token, "base64");
  if (token !== "" && key.toString("base64") === token) return key.toString("utf8");
  throw new ServiceError("InvalidArgument", "The continuation token provided is incorrect", 400, {
    ArgumentName: "continuation-token",
  });
};
