import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { NEW_BUCKET } from "../configurations/access";
import { asked, type S3Call, type S3Operation, type S3Parts } from "../s3-operation";
import { bucketNameProblem } from "../storage/bucket-name";

export const createBucket: S3Operation = restOperation(
  "CreateBucket",
  {
    header: { "x-amz-acl": ["private"], "x-amz-object-ownership": ["BucketOwnerEnforced"] },
    body: read("LocationConstraint"),
  },
  { action: "s3:CreateBucket", on: (services: S3Parts, call: S3Call) => resource(asked(services, call)) },
  ({ store, clock, region }) =>
    async ({ bucket: name, request }) => {
      const BucketName = name;
      if (bucketNameProblem(name)) {
        throw new ServiceError("InvalidBucketName", "The specified bucket is not valid.", 400, { BucketName });
      }
      const place = /<LocationConstraint>([^<]*)</.exec(request.body.toString())?.[1] ?? region;
      // fidelity: docs: CreateBucket, LocationConstraint, and S3 error codes
      if (place !== region) {
        const text = `The ${place} location constraint is incompatible for the region specific endpoint this request was sent to.`;
        throw new ServiceError("IllegalLocationConstraintException", text);
      }
      if (store.buckets.get(name)) {
        const text = "Your previous request to create the named bucket succeeded and you already own it.";
        throw new ServiceError("BucketAlreadyOwnedByYou", text, 409, { BucketName });
      }
      await store.buckets.put({ name, created: clock.now(), ...NEW_BUCKET });
      return { status: 200, headers: { location: `/${name}` }, body: "" };
    },
);
