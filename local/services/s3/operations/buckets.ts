import * as z from "zod";
import { read } from "../../../wire/operations/members";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { NEW_BUCKET } from "../configurations/access";
import { type Configuration, element, readBody, text } from "../configurations/schema";
import { countOf } from "../listings/list-parameters";
import { checkAcl } from "../objects/attributes";
import { checkTags, TAG_SET } from "../objects/tags";
import { invalidArgument } from "../s3-errors";
import { asked, emptyAnswer, onBucket, ownerOf, type S3Operation, s3Operation, xmlAnswer } from "../s3-operation";
import { bucketNameProblem } from "../storage/bucket-name";

const Settings = element({
  LocationConstraint: text.optional(),
  Tags: TAG_SET.optional(),
});

const SETTINGS: Configuration<z.infer<typeof Settings>> = { schema: Settings };

const OWNERSHIPS = z.enum(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]);

export const createBucket: S3Operation = s3Operation(
  "CreateBucket",
  { header: read("x-amz-acl", "x-amz-object-ownership") },
  { action: "s3:CreateBucket", on: (services, call) => resource(asked(services, call, call)) },
  ({ store, clock, partition, region }) =>
    async ({ bucket: name, request }) => {
      const BucketName = name;
      if (bucketNameProblem(name)) {
        throw new ServiceError("InvalidBucketName", "The specified bucket is not valid.", 400, { BucketName });
      }
      const { LocationConstraint: place, Tags } = request.body.length > 0 ? readBody(SETTINGS, request.body) : {};
      // fidelity: docs: CreateBucket, LocationConstraint, and S3 error codes; observed: localstack
      // test_create_bucket_with_invalid_location_constraint: us-east-1 is no value, even in us-east-1
      if (
        region === "us-east-1" &&
        place !== undefined &&
        (place === region || !/^[a-z]+(?:-[a-z]+)+-\d$|^EU$/.test(place))
      ) {
        const text = "The specified location-constraint is not valid";
        throw new ServiceError("InvalidLocationConstraint", text, 400, { LocationConstraint: place });
      }
      if ((place ?? (region === "us-east-1" ? region : undefined)) !== region) {
        const wanted = place ?? "unspecified";
        const text = `The ${wanted} location constraint is incompatible for the region specific endpoint this request was sent to.`;
        throw new ServiceError("IllegalLocationConstraintException", text);
      }
      const ownership = OWNERSHIPS.safeParse(request.headers["x-amz-object-ownership"] ?? "BucketOwnerEnforced");
      if (!ownership.success) {
        const value = request.headers["x-amz-object-ownership"];
        throw invalidArgument(`Invalid x-amz-object-ownership header: ${value}`, "x-amz-object-ownership");
      }
      checkBucketAcl(request.headers, ownership.data);
      const made = {
        location: region === "us-east-1" ? `/${name}` : `http://${name}.s3.amazonaws.com/`,
        "x-amz-bucket-arn": `arn:${partition}:s3:::${name}`,
      };
      if (store.buckets.get(name)) {
        // fidelity: docs: CreateBucket: us-east-1 answers as if the bucket were new; observed: localstack
        // test_create_bucket_with_tags_us_east_1_idempotency: unless tags are given
        if (region === "us-east-1" && !Tags?.Tag.length) return emptyAnswer(200, made);
        const text = "Your previous request to create the named bucket succeeded and you already own it.";
        throw new ServiceError("BucketAlreadyOwnedByYou", text, 409, { BucketName });
      }
      await store.buckets.put({
        name,
        created: clock.now(),
        ...NEW_BUCKET,
        ownership: { Rule: [{ ObjectOwnership: ownership.data }] },
        ...(Tags && { tags: checkTags(Tags.Tag, "new bucket") }),
      });
      return emptyAnswer(200, made);
    },
);

// fidelity: observed: CreateBucket with a canned ACL
const checkBucketAcl = (headers: Readonly<Record<string, string>>, ownership: z.infer<typeof OWNERSHIPS>): void => {
  try {
    checkAcl(headers);
  } catch (error) {
    if (ownership !== "BucketOwnerEnforced") throw error;
    const text = "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting";
    throw new ServiceError("InvalidBucketAclWithObjectOwnership", text, 400);
  }
};

export const headBucket: S3Operation = s3Operation(
  "HeadBucket",
  {},
  onBucket("s3:ListBucket"),
  ({ region }) =>
    () =>
      emptyAnswer(200, {
        "content-type": "application/xml",
        "x-amz-access-point-alias": "false",
        "x-amz-bucket-region": region,
      }),
);

export const deleteBucket: S3Operation = s3Operation(
  "DeleteBucket",
  {},
  onBucket("s3:DeleteBucket"),
  ({ store, uploads }) =>
    async (_, { name, versioning }) => {
      const [first] = store.versions(name);
      if (first) {
        const versions = versioning ? ". You must delete all versions in the bucket." : "";
        throw new ServiceError("BucketNotEmpty", `The bucket you tried to delete is not empty${versions}`, 409, {
          BucketName: name,
        });
      }
      await uploads.endAll(name);
      await store.buckets.remove(name);
      return emptyAnswer(204);
    },
);

export const getBucketLocation: S3Operation = s3Operation(
  "GetBucketLocation",
  {},
  onBucket("s3:GetBucketLocation"),
  ({ region }) =>
    () =>
      xmlAnswer("LocationConstraint", region === "us-east-1" ? "" : region),
);

export const listBuckets: S3Operation = s3Operation(
  "ListBuckets",
  { query: read("bucket-region", "continuation-token", "max-buckets", "prefix") },
  { action: "s3:ListAllMyBuckets", on: () => resource("*") },
  (services) =>
    ({ query }) => {
      const prefix = query.get("prefix") ?? "";
      const max = countOf(query, "max-buckets", 10_000);
      const after = Buffer.from(query.get("continuation-token") ?? "", "base64").toString();
      const region = query.get("bucket-region") ?? services.region;
      const all = services.store.buckets
        .all()
        .filter(({ name }) => name.startsWith(prefix) && name > after && region === services.region);
      const page = all.slice(0, max);
      const last = page.at(-1);
      return xmlAnswer("ListAllMyBucketsResult", {
        Owner: ownerOf(services),
        Buckets: {
          Bucket: page.map(({ name, created }) => ({
            Name: name,
            CreationDate: new Date(created).toISOString(),
            BucketArn: `arn:${services.partition}:s3:::${name}`,
            ...(query.has("max-buckets") || query.has("prefix") ? { BucketRegion: services.region } : {}),
          })),
        },
        ...(all.length > page.length && last ? { ContinuationToken: Buffer.from(last.name).toString("base64") } : {}),
        ...(prefix ? { Prefix: prefix } : {}),
      });
    },
);
