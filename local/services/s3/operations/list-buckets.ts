import { restOperation } from "../../../wire/operations/rest-operation";
import { resource } from "../../../wire/operations/right";
import { ownerOf, type S3Operation, type S3Parts, xmlAnswer } from "../s3-operation";

export const listBuckets: S3Operation = restOperation(
  "ListBuckets",
  {},
  { action: "s3:ListAllMyBuckets", on: () => resource("*") },
  (services: S3Parts) => () => {
    const Bucket = services.store.buckets.all().map(({ name, created }) => ({
      Name: name,
      CreationDate: new Date(created).toISOString(),
    }));
    return xmlAnswer("ListAllMyBucketsResult", { Owner: ownerOf(services), Buckets: { Bucket } });
  },
);
