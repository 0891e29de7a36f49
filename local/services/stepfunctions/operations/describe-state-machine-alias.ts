import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { namedAlias } from "./named-alias";
import { Arn } from "./states-operation";

export const describeStateMachineAlias = operation(
  "DescribeStateMachineAlias",
  z.object({ stateMachineAliasArn: Arn }),
  { action: "states:DescribeStateMachineAlias", on: namedAlias },
  () =>
    (_, { arn, machineArn: __, ...alias }) => ({ stateMachineAliasArn: arn, ...alias }),
);
