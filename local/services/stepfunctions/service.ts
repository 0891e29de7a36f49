import { createApi } from "../../wire/api";
import { refuseJsonInput } from "../../wire/json-errors";
import type { Operation } from "../../wire/operation";
import type { Cloud, Service } from "../service";
import { createStateMachine } from "./operations/create-state-machine";
import { deleteStateMachine } from "./operations/delete-state-machine";
import { describeExecution } from "./operations/describe-execution";
import { startExecution } from "./operations/start-execution";
import { startSyncExecution } from "./operations/start-sync-execution";
import { stateMachineType } from "./resources/state-machine";
import { type StatesServices, statesTables } from "./store";

const OPERATIONS: readonly Operation<StatesServices>[] = [
  createStateMachine,
  deleteStateMachine,
  describeExecution,
  startExecution,
  startSyncExecution,
];

/** Step Functions as far as an integration of API Gateway calls it: executions are recorded, not run. */
export const createStepFunctionsService = (cloud: Cloud): Service => {
  const { access, clock, region, account, partition, storage, log } = cloud;
  const tables = statesTables(storage);
  return {
    name: "states",
    resources: [stateMachineType(tables, cloud)],
    handle: createApi({
      service: "states",
      services: { ...tables, access, clock, region, account, partition },
      operations: OPERATIONS,
      errors: { namespace: "com.amazonaws.swf.service.v2.model#" },
      refuse: refuseJsonInput,
      log,
    }),
  };
};
