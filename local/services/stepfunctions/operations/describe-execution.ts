import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { told } from "../shown-execution";
import { requireExecution, type StatesServices } from "../store";

export const describeExecution = operation(
  "DescribeExecution",
  z.object({ executionArn: z.string().min(1).max(256) }),
  (services: StatesServices) =>
    ({ executionArn }, { principal }) => {
      requireAccess(services.access, principal, "states:DescribeExecution", executionArn);
      return { ...told(requireExecution(services, executionArn)), redriveCount: 0 };
    },
);
