import { createApi } from "../../wire/operations/api";
import { ServiceError } from "../../wire/service-error";
import { Idempotency } from "../idempotency";
import type { Cloud, Service } from "../service";
import { Dynalite } from "./dynalite";
import type { DynamoDbOperation } from "./dynamodb-operation";
import { batchGetItem } from "./operations/batch-get-item";
import { batchWriteItem } from "./operations/batch-write-item";
import { createTable } from "./operations/create-table";
import { deleteItem } from "./operations/delete-item";
import { deleteTable } from "./operations/delete-table";
import { describeTable } from "./operations/describe-table";
import { getItem } from "./operations/get-item";
import { listTables } from "./operations/list-tables";
import { putItem } from "./operations/put-item";
import { query } from "./operations/query";
import { scan } from "./operations/scan";
import { transactGetItems } from "./operations/transact-get-items";
import { transactWriteItems } from "./operations/transact-write-items";
import { updateItem } from "./operations/update-item";
import { updateTable } from "./operations/update-table";
import { tableType } from "./resources/table";
import { tableItemType } from "./resources/table-item";

const OPERATIONS: readonly DynamoDbOperation[] = [
  batchGetItem,
  batchWriteItem,
  createTable,
  deleteItem,
  deleteTable,
  describeTable,
  getItem,
  listTables,
  putItem,
  query,
  scan,
  transactGetItems,
  transactWriteItems,
  updateItem,
  updateTable,
];

/** DynamoDB: tables with indexes, items and expressions, by dynalite, and transactions; no streams or PartiQL. */
export const createDynamoDbService = (cloud: Cloud): Service => {
  const dynalite = new Dynalite(cloud);
  const { access, clock, log } = cloud;
  // fidelity: docs: TransactWriteItems, ClientRequestToken: ten minutes; guess: the text
  const transactions = new Idempotency({
    kept: cloud.storage.collection("dynamodb.transactions"),
    clock,
    forMs: 600_000,
    mismatch: () =>
      new ServiceError("IdempotentParameterMismatchException", "The request token was used with another request"),
  });
  const arn = (table: string) => `arn:${cloud.partition}:dynamodb:${cloud.region}:${cloud.account}:table/${table}`;
  return {
    name: "dynamodb",
    ...createApi({
      service: "dynamodb",
      services: { dynalite, transactions, arn },
      access,
      operations: OPERATIONS,
      errors: { namespace: "com.amazonaws.dynamodb.v20120810#" },
      // dynalite checks the inputs.
      refuse: ({ message }) => new ServiceError("ValidationException", message),
      log,
    }),
    resources: [tableType(dynalite, arn), tableItemType(dynalite)],
    stop: () => dynalite.close(),
  };
};
