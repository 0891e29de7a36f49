import type { SQSHandler } from "aws-lambda";
import { log } from "serverless-tiers/runtime/log";
import { batchFailures, parseBatch } from "serverless-tiers/runtime/sqs-batch";
import { Note } from "../contracts/note";

export const handler: SQSHandler = async ({ Records }) => {
  const { fit, unfit } = parseBatch(Records, Note);
  for (const { body } of fit) log.info("noted", { text: body.text });
  return batchFailures(unfit.map(({ messageId }) => messageId));
};
