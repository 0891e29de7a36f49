import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import type { Service } from "../service";
import { Executions } from "./executions";
import { createStateMachine } from "./operations/create-state-machine";
import { deleteStateMachine } from "./operations/delete-state-machine";
import { describeExecution } from "./operations/describe-execution";
import { describeStateMachine } from "./operations/describe-state-machine";
import { listExecutions } from "./operations/list-executions";
import { startExecution } from "./operations/start-execution";
import { startSyncExecution } from "./operations/start-sync-execution";
import type { StatesParts } from "./operations/states-operation";
import { stopExecution } from "./operations/stop-execution";
import { stateMachineType } from "./resources/state-machine";
import { statesTables } from "./store";

const OPERATIONS: readonly Operation<StatesParts>[] = [
  createStateMachine,
  deleteStateMachine,
  describeExecution,
  describeStateMachine,
  listExecutions,
  startExecution,
  startSyncExecution,
  stopExecution,
];

/** Step Functions: executions run as their definitions say, with the rights of the machine's role. */
export const createStepFunctionsService = (cloud: Cloud): Service => {
  const { access, clock, region, account, partition, storage, log } = cloud;
  const tables = statesTables(storage);
  const runner = new Executions(cloud, tables);
  return {
    name: "states",
    resources: [stateMachineType(tables, cloud)],
    start: () => runner.recover(),
    stop: async () => runner.stopAll(),
    ...createApi({
      service: "states",
      services: { ...tables, runner, clock, region, account, partition },
      access,
      operations: OPERATIONS,
      errors: { namespace: "com.amazonaws.swf.service.v2.model#" },
      refuse: refuseJsonInput,
      log,
    }),
  };
};
