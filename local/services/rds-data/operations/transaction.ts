import * as z from "zod";
import { DataApi } from "../data-api";
import { arn, type DataOperation, dataOperation } from "./data-operation";
import { Name, TransactionId } from "./statement";

const Begin = z.object({ resourceArn: arn, secretArn: arn, database: Name.optional() });
const End = z.object({ resourceArn: arn, secretArn: arn, transactionId: TransactionId });

/** fidelity: docs: API_BeginTransaction */
export const beginTransaction = dataOperation("BeginTransaction", Begin, async (api, input, { request }) => {
  const client = await api.connect(input, request.principal);
  await client.query("BEGIN");
  return JSON.stringify({ transactionId: api.transactions.begin(client, DataApi.owner(input)) });
});

const ending = (name: string, statement: string, transactionStatus: string): DataOperation =>
  dataOperation(name, End, async (api, input) => {
    const client = api.transactions.client(input.transactionId, DataApi.owner(input));
    try {
      await api.run(client, { text: statement, values: [] });
    } finally {
      api.transactions.forget(input.transactionId);
      await client.end();
    }
    return JSON.stringify({ transactionStatus });
  });

/** fidelity: docs: API_CommitTransaction, API_RollbackTransaction */
export const commitTransaction = ending("CommitTransaction", "COMMIT", "Transaction Committed");
export const rollbackTransaction = ending("RollbackTransaction", "ROLLBACK", "Rollback Complete");
