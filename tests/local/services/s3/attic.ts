import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";

export const BUCKET = "attic";

export interface Attic {
  readonly cloud: TestCloud;
  readonly client: S3Client;
  close(): Promise<void>;
}

/** A cloud with one empty bucket. */
export const openAttic = async (): Promise<Attic> => {
  const cloud = await startTestCloud();
  const client = new S3Client({ ...cloud.client, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  return {
    cloud,
    client,
    async close() {
      client.destroy();
      await cloud.close();
    },
  };
};
