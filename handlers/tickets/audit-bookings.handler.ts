import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DynamoDBStreamHandler } from "aws-lambda";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { traced } from "serverless-tiers/runtime/trace";
import { auditBookings } from "./audit-bookings";
import { dynamoAuditLog } from "./audit-log.dynamodb";

const keep = auditBookings({ audit: dynamoAuditLog(traced(new DynamoDBClient()), env.table("audit").tableName), log });

export const handler: DynamoDBStreamHandler = ({ Records }) => keep(Records);
