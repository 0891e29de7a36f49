import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { checkSize, DataApi } from "../data-api";
import { bound } from "../named-parameters";
import { Answer, columnMetadata, formatted, records } from "../results";
import { arn, dataOperation } from "./data-operation";
import { Name, Parameters, Sql, TransactionId } from "./statement";

const Input = z.object({
  resourceArn: arn,
  secretArn: arn,
  sql: Sql,
  database: Name.optional(),
  parameters: Parameters.default([]),
  transactionId: TransactionId.optional(),
  includeResultMetadata: z.boolean().optional(),
  formatRecordsAs: z.enum(["NONE", "JSON"]).default("NONE"),
  resultSetOptions: z
    .object({
      decimalReturnType: z.enum(["STRING", "DOUBLE_OR_LONG"]).optional(),
      longReturnType: z.enum(["STRING", "LONG"]).optional(),
    })
    .default({}),
  continueAfterTimeout: withoutEffect(false),
});

/** fidelity: docs: API_ExecuteStatement */
export const executeStatement = dataOperation("ExecuteStatement", Input, async (api, input, { request }) => {
  const statement = bound(input.sql, input.parameters);
  const client =
    input.transactionId === undefined
      ? await api.connect(input, request.principal)
      : api.transactions.client(input.transactionId, DataApi.owner(input));
  try {
    const result = await api.run(client, statement);
    const answer = new Answer();
    const rows = result.fields.length > 0;
    // fidelity: docs: what is read counts as no update
    const numberOfRecordsUpdated = result.command === "SELECT" ? 0 : (result.rowCount ?? 0);
    const asJson = input.formatRecordsAs === "JSON" && rows;
    return checkSize(
      answer.text({
        numberOfRecordsUpdated,
        ...(asJson ? { formattedRecords: formatted(result, answer) } : { generatedFields: [] }),
        ...(rows && !asJson && { records: records(result, input.resultSetOptions, answer) }),
        ...(rows && !asJson && input.includeResultMetadata && { columnMetadata: columnMetadata(result) }),
      }),
    );
  } finally {
    if (input.transactionId === undefined) await client.end();
  }
});
