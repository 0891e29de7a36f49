import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { redrivable, told } from "../shown-execution";
import { Arn, namedExecution } from "./states-operation";

export const describeExecution = operation(
  "DescribeExecution",
  z.object({ executionArn: Arn, includedData: withoutEffect("ALL_DATA") }),
  { action: "states:DescribeExecution", on: namedExecution },
  () => (_, execution) => ({ ...told(execution), ...redrivable(execution) }),
);
