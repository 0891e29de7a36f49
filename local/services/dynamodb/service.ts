import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import { ServiceError } from "../../wire/service-error";
import type { Services } from "../directory";
import type { Service } from "../service";
import type { DynamoDbOperation } from "./dynamodb-operation";
import { DynamoDbServices } from "./dynamodb-services";
import { refuseOlderTables } from "./older-tables";
import { batchExecuteStatement } from "./operations/batch-execute-statement";
import { batchGetItem } from "./operations/batch-get-item";
import { batchWriteItem } from "./operations/batch-write-item";
import { createTable } from "./operations/create-table";
import { deleteItem } from "./operations/delete-item";
import { deleteTable } from "./operations/delete-table";
import { describeContinuousBackups } from "./operations/describe-continuous-backups";
import { describeLimits } from "./operations/describe-limits";
import { describeTable } from "./operations/describe-table";
import { describeTimeToLive } from "./operations/describe-time-to-live";
import { executeStatement } from "./operations/execute-statement";
import { executeTransaction } from "./operations/execute-transaction";
import { getItem } from "./operations/get-item";
import { listTables } from "./operations/list-tables";
import { listTagsOfResource } from "./operations/list-tags-of-resource";
import { putItem } from "./operations/put-item";
import { query } from "./operations/query";
import { scan } from "./operations/scan";
import { tagResource } from "./operations/tag-resource";
import { transactGetItems } from "./operations/transact-get-items";
import { transactWriteItems } from "./operations/transact-write-items";
import { untagResource } from "./operations/untag-resource";
import { updateContinuousBackups } from "./operations/update-continuous-backups";
import { updateItem } from "./operations/update-item";
import { updateTable } from "./operations/update-table";
import { updateTimeToLive } from "./operations/update-time-to-live";
import { tableType } from "./resources/table";
import { tableItemType } from "./resources/table-item";
import { describeStream } from "./streams/operations/describe-stream";
import { getRecords } from "./streams/operations/get-records";
import { getShardIterator } from "./streams/operations/get-shard-iterator";
import { listStreams } from "./streams/operations/list-streams";

const OPERATIONS: readonly DynamoDbOperation[] = [
  batchExecuteStatement,
  batchGetItem,
  batchWriteItem,
  createTable,
  deleteItem,
  deleteTable,
  describeContinuousBackups,
  describeLimits,
  describeTable,
  describeTimeToLive,
  executeStatement,
  executeTransaction,
  getItem,
  listTables,
  listTagsOfResource,
  putItem,
  query,
  scan,
  tagResource,
  transactGetItems,
  transactWriteItems,
  untagResource,
  updateContinuousBackups,
  updateItem,
  updateTable,
  updateTimeToLive,
  // Those of streams are an API of their own; SDKs sign its calls with this one's name.
  describeStream,
  getRecords,
  getShardIterator,
  listStreams,
];

declare module "../directory" {
  interface Services {
    readonly dynamodb: Service & { readonly services: DynamoDbServices };
  }
}

/** DynamoDB and DynamoDB Streams: tables in the store of the local cloud. */
export const createDynamoDbService = (cloud: Cloud): Services["dynamodb"] => {
  const services = new DynamoDbServices(cloud);
  return {
    name: "dynamodb",
    services,
    ...createApi({
      service: "dynamodb",
      services,
      access: cloud.access,
      operations: OPERATIONS,
      errors: { namespace: "com.amazonaws.dynamodb.v20120810#" },
      refuse: ({ message }) => new ServiceError("ValidationException", message), // of none: inputs are read by their shapes
      log: cloud.log,
    }),
    resources: [tableType(services), tableItemType(services)],
    start: async () => refuseOlderTables(cloud.folder),
    stop: () => services.stop(),
  };
};
