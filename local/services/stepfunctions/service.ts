import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import type { Services } from "../directory";
import type { Service } from "../service";
import { Executions } from "./executions";
import { createActivity } from "./operations/create-activity";
import { createStateMachine } from "./operations/create-state-machine";
import { createStateMachineAlias } from "./operations/create-state-machine-alias";
import { deleteActivity } from "./operations/delete-activity";
import { deleteStateMachine } from "./operations/delete-state-machine";
import { deleteStateMachineAlias } from "./operations/delete-state-machine-alias";
import { deleteStateMachineVersion } from "./operations/delete-state-machine-version";
import { describeActivity } from "./operations/describe-activity";
import { describeExecution } from "./operations/describe-execution";
import { describeMapRun } from "./operations/describe-map-run";
import { describeStateMachine } from "./operations/describe-state-machine";
import { describeStateMachineAlias } from "./operations/describe-state-machine-alias";
import { describeStateMachineForExecution } from "./operations/describe-state-machine-for-execution";
import { getActivityTask } from "./operations/get-activity-task";
import { getExecutionHistory } from "./operations/get-execution-history";
import { listActivities } from "./operations/list-activities";
import { listExecutions } from "./operations/list-executions";
import { listMapRuns } from "./operations/list-map-runs";
import { listStateMachineAliases } from "./operations/list-state-machine-aliases";
import { listStateMachineVersions } from "./operations/list-state-machine-versions";
import { listStateMachines } from "./operations/list-state-machines";
import { listTagsForResource } from "./operations/list-tags-for-resource";
import { publishStateMachineVersion } from "./operations/publish-state-machine-version";
import { redriveExecution } from "./operations/redrive-execution";
import { sendTaskFailure } from "./operations/send-task-failure";
import { sendTaskHeartbeat } from "./operations/send-task-heartbeat";
import { sendTaskSuccess } from "./operations/send-task-success";
import { startExecution } from "./operations/start-execution";
import { startSyncExecution } from "./operations/start-sync-execution";
import type { StatesParts } from "./operations/states-operation";
import { stopExecution } from "./operations/stop-execution";
import { tagResource } from "./operations/tag-resource";
import { untagResource } from "./operations/untag-resource";
import { updateStateMachine } from "./operations/update-state-machine";
import { updateStateMachineAlias } from "./operations/update-state-machine-alias";
import { validateStateMachineDefinition } from "./operations/validate-state-machine-definition";
import { activityType } from "./resources/activity";
import { aliasType } from "./resources/alias";
import { stateMachineType } from "./resources/state-machine";
import { statesTables } from "./store";

const OPERATIONS: readonly Operation<StatesParts>[] = [
  createActivity,
  createStateMachineAlias,
  createStateMachine,
  deleteActivity,
  deleteStateMachineAlias,
  deleteStateMachineVersion,
  deleteStateMachine,
  describeActivity,
  describeExecution,
  describeMapRun,
  describeStateMachineAlias,
  describeStateMachineForExecution,
  describeStateMachine,
  getActivityTask,
  getExecutionHistory,
  listActivities,
  listExecutions,
  listMapRuns,
  listStateMachineAliases,
  listStateMachineVersions,
  listStateMachines,
  listTagsForResource,
  publishStateMachineVersion,
  redriveExecution,
  sendTaskFailure,
  sendTaskHeartbeat,
  sendTaskSuccess,
  startExecution,
  startSyncExecution,
  stopExecution,
  tagResource,
  untagResource,
  updateStateMachineAlias,
  updateStateMachine,
  validateStateMachineDefinition,
];

declare module "../directory" {
  interface Services {
    readonly states: Service & Pick<Executions, "begun">;
  }
}

/** Step Functions: executions run as their definitions say, with the rights of the machine's role. */
export const createStepFunctionsService = (cloud: Cloud): Services["states"] => {
  const { access, clock, region, account, partition, storage, log } = cloud;
  const tables = statesTables(storage);
  const runner = new Executions(cloud, tables);
  return {
    name: "states",
    begun: runner.begun,
    resources: [stateMachineType(tables, cloud), aliasType(tables, cloud), activityType(tables, cloud)],
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
