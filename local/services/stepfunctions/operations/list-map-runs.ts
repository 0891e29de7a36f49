import { operation } from "../../../wire/operations/operation";
import { PageInput, page } from "./pages";
import { Arn, namedExecution } from "./states-operation";

export const listMapRuns = operation(
  "ListMapRuns",
  PageInput.extend({ executionArn: Arn }),
  { action: "states:ListMapRuns", on: namedExecution },
  ({ mapRuns }) =>
    (asked, { arn, stateMachineArn }) => {
      const all = [...mapRuns.entries()]
        .map(([, mapRun]) => mapRun)
        .filter(({ executionArn }) => executionArn === arn)
        .map(({ arn: mapRunArn, startDate, stopDate }) => ({
          executionArn: arn,
          mapRunArn,
          stateMachineArn,
          startDate,
          ...(stopDate === undefined ? {} : { stopDate }),
        }));
      return page("mapRuns", all, asked);
    },
);
