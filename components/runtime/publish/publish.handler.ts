import { CloudFrontClient, CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { S3Client } from "@aws-sdk/client-s3";
import type { Publication, PublicationRequest } from "../../contracts/publication";
import { log } from "../log";
import { publish } from "./publish";
import { siteBucket } from "./site-bucket";

const s3 = new S3Client({});
const cloudFront = new CloudFrontClient({});

export const handler = async ({ bucket, distributionId, keepSeconds }: PublicationRequest): Promise<Publication> => {
  const now = new Date();
  const invalidate = async (paths: readonly string[]): Promise<void> => {
    await cloudFront.send(
      new CreateInvalidationCommand({
        DistributionId: distributionId,
        InvalidationBatch: {
          CallerReference: now.toISOString(),
          Paths: { Quantity: paths.length, Items: [...paths] },
        },
      }),
    );
  };
  const published = await publish(siteBucket(s3, bucket), invalidate, { keepSeconds, now });
  log.info("published", { invalidated: published.invalidated.length, deleted: published.deleted.length });
  return published;
};
