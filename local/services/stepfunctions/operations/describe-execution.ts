import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { told } from "../shown-execution";
import { namedExecution } from "./states-operation";

export const describeExecution = operation(
  "DescribeExecution",
  z.object({ executionArn: z.string().min(1).max(256), includedData: withoutEffect("ALL_DATA") }),
  { action: "states:DescribeExecution", on: namedExecution },
  () => (_, execution) => ({ ...told(execution), redriveCount: 0 }),
);
