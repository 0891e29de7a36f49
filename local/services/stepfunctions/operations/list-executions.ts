import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { namedMachine } from "./states-operation";

const Input = z.object({
  stateMachineArn: z.string().min(1).max(256),
  statusFilter: z.enum(["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"]).optional(),
  maxResults: z.int().min(0).max(1_000).default(100),
  /** Base64 of how many were told before. */
  nextToken: z.string().max(1_024).optional(),
});

/** The executions of a Standard machine, the latest first. */
export const listExecutions = operation(
  "ListExecutions",
  Input,
  { action: "states:ListExecutions", on: namedMachine },
  ({ executions }) =>
    ({ stateMachineArn, statusFilter, maxResults, nextToken }, { type }) => {
      // fidelity: observed: localstack's tests on AWS
      if (type === "EXPRESS") {
        throw new ServiceError(
          "StateMachineTypeNotSupported",
          "This operation is not supported by this type of state machine",
        );
      }
      const all = [...executions.entries()]
        .map(([, execution]) => execution)
        .filter((each) => each.stateMachineArn === stateMachineArn && (statusFilter ?? each.status) === each.status)
        .sort((a, b) => b.startDate - a.startDate);
      const from = nextToken === undefined ? 0 : Number(Buffer.from(nextToken, "base64").toString());
      const to = from + (maxResults || 100);
      return {
        executions: all.slice(from, to).map(({ arn, name, status, startDate, stopDate }) => ({
          executionArn: arn,
          name,
          redriveCount: 0,
          startDate,
          stateMachineArn,
          status,
          ...(stopDate === undefined ? {} : { stopDate }),
        })),
        ...(all.length > to ? { nextToken: Buffer.from(String(to)).toString("base64") } : {}),
      };
    },
);
