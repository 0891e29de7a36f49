import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { namedActivity } from "./named-activity";
import { Arn } from "./states-operation";

export const describeActivity = operation(
  "DescribeActivity",
  z.object({ activityArn: Arn }),
  { action: "states:DescribeActivity", on: namedActivity },
  () =>
    (_, { arn, name, creationDate }) => ({ activityArn: arn, name, creationDate }),
);
