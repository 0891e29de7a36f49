import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { callerOf } from "serverless-tiers/runtime/caller";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { bodyOf, pathOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { traced } from "serverless-tiers/runtime/trace";
import { PosterUpload } from "../../contracts/organising";
import { ShowId } from "../../contracts/shows";
import { s3PosterForms } from "./poster-forms.s3";
import { dynamoShowPosters } from "./show-posters.dynamodb";
import { uploadPoster } from "./upload-poster";

const posters = dynamoShowPosters(traced(new DynamoDBClient()), env.table("shows").tableName);
const upload = uploadPoster({ posters, forms: s3PosterForms(new S3Client(), env.bucket("uploads").name) });

export const handler = rest(
  (event) => upload(callerOf(event).subject, pathOf(event, "showId", ShowId), bodyOf(event, PosterUpload)),
  log,
);
