import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import type { S3Event } from "aws-lambda";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { traced } from "serverless-tiers/runtime/trace";
import { checkPoster } from "./check-poster";
import { s3PosterFiles } from "./poster-files.s3";
import { dynamoShowPosters } from "./show-posters.dynamodb";

const files = s3PosterFiles(traced(new S3Client()), env.bucket("posters").name);
const posters = dynamoShowPosters(traced(new DynamoDBClient()), env.table("shows").tableName);
const check = checkPoster({ files, posters, log });

/** What S3 tells may come twice. */
export const handler = async ({ Records }: S3Event): Promise<void> => {
  for (const { eventTime, s3 } of Records) {
    const key = decodeURIComponent(s3.object.key.replaceAll("+", " "));
    await check({ key, size: s3.object.size, at: eventTime });
  }
};
