import { createApi } from "../../wire/api";
import { refuseJsonInput } from "../../wire/json-errors";
import type { Operation } from "../../wire/operation";
import type { Cloud, Service } from "../service";
import { createTable } from "./operations/create-table";
import { deleteItem } from "./operations/delete-item";
import { getItem } from "./operations/get-item";
import { putItem } from "./operations/put-item";
import { query } from "./operations/query";
import { scan } from "./operations/scan";
import { type DynamoServices, dynamoTables } from "./store";

const OPERATIONS: readonly Operation<DynamoServices>[] = [createTable, deleteItem, getItem, putItem, query, scan];

/** DynamoDB as far as an integration of API Gateway calls it: tables without indexes, whole items. */
export const createDynamoDbService = (cloud: Cloud): Service => {
  const { access, clock, storage, log } = cloud;
  const arn = (table: string) => `arn:${cloud.partition}:dynamodb:${cloud.region}:${cloud.account}:table/${table}`;
  return {
    name: "dynamodb",
    resources: [],
    handle: createApi({
      service: "dynamodb",
      services: { ...dynamoTables(storage), access, clock, arn },
      operations: OPERATIONS,
      errors: {
        namespace: "com.amazonaws.dynamodb.v20120810#",
      },
      refuse: refuseJsonInput,
      log,
    }),
  };
};
