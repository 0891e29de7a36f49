import { ownerOf, requireS3, type S3Operation, xmlAnswer } from "../s3-operation";

export const listBuckets: S3Operation = (services, call) => {
  requireS3(services, call, "s3:ListAllMyBuckets", "*");
  const Bucket = services.store.allBuckets().map(({ name, created }) => ({
    Name: name,
    CreationDate: new Date(created).toISOString(),
  }));
  return xmlAnswer("ListAllMyBucketsResult", { Owner: ownerOf(services), Buckets: { Bucket } });
};
