import * as z from "zod";
import { checkSize, DataApi } from "../data-api";
import { badRequest } from "../errors";
import { bound } from "../named-parameters";
import { arn, dataOperation } from "./data-operation";
import { Name, Parameters, Sql, TransactionId } from "./statement";

const Input = z.object({
  resourceArn: arn,
  secretArn: arn,
  sql: Sql,
  database: Name.optional(),
  parameterSets: z.array(Parameters).default([]),
  transactionId: TransactionId.optional(),
});

/** fidelity: docs: API_BatchExecuteStatement: up to 1,000 sets */
const MAX_SETS = 1_000;

/** All sets or none of them. fidelity: guess: of a call outside of a transaction AWS only says that it commits by itself */
export const batchExecuteStatement = dataOperation("BatchExecuteStatement", Input, async (api, input, { request }) => {
  if (input.parameterSets.length > MAX_SETS) throw badRequest(`A batch has at most ${MAX_SETS} parameter sets`);
  const sets = input.parameterSets.length > 0 ? input.parameterSets : [[]];
  const statements = sets.map((set) => bound(input.sql, set));
  const owned = input.transactionId === undefined;
  const client = owned
    ? await api.connect(input, request.principal)
    : api.transactions.client(input.transactionId ?? "", DataApi.owner(input));
  try {
    if (owned) await client.query("BEGIN");
    for (const statement of statements) await api.run(client, statement);
    if (owned) await client.query("COMMIT");
    return checkSize(JSON.stringify({ updateResults: sets.map(() => ({ generatedFields: [] })) }));
  } finally {
    // What is not committed is rolled back with its connection.
    if (owned) await client.end();
  }
});
