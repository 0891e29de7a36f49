import type { Output } from "../../wire/operations/operation";
import type { Cloud } from "../service";
import { checkIndexKeys, dryRun, hasEmptyValue } from "./dry-run";
import { openStore, requireTable, runAction, type Store, type WriteInput } from "./dynalite-parts";
import { recoverTables, reindexTable, settled } from "./table-changes";
import { type TransactWrite, transactWrite } from "./transaction";

/** DynamoDB's actions on tables in `.local/dynamodb`. Loaded and opened by the first call: most programs make none. */
export class Dynalite {
  private opened: Promise<Store> | undefined;

  constructor(private readonly cloud: Pick<Cloud, "account" | "folder" | "region">) {}

  /** Checks the input as DynamoDB does and runs the operation. @throws {ServiceError} what DynamoDB would answer */
  async call(operation: string, input: object): Promise<Output> {
    const store = await this.open();
    if (hasEmptyValue(input)) await checkWrite(store, operation, input as WriteInput & BatchInput); // checked as it is run
    return runAction(store, operation, input);
  }

  /** All of the writes or none. @throws {ServiceError} TransactionCanceledException, with a reason for each */
  async transact(writes: readonly TransactWrite[]): Promise<void> {
    await transactWrite(await this.open(), writes);
  }

  /** Resolves once the table is ready for use, or gone. */
  async settled(table: string): Promise<void> {
    await settled(await this.open(), table);
  }

  /** Gives the table the indexes of a CreateTable input. */
  async reindex(table: string, definition: object): Promise<void> {
    await reindexTable(await this.open(), table, definition);
  }

  async close(): Promise<void> {
    const opened = await this.opened;
    this.opened = undefined;
    await opened?.db.close();
  }

  private open(): Promise<Store> {
    this.opened ??= this.recovered();
    return this.opened;
  }

  private async recovered(): Promise<Store> {
    const { folder, account, region } = this.cloud;
    const store = openStore(`${folder}/dynamodb`, account, region);
    await recoverTables(store);
    return store;
  }
}

interface BatchInput {
  readonly RequestItems?: Readonly<Record<string, readonly { readonly PutRequest?: { readonly Item: object } }[]>>;
}

const checkWrite = async (store: Store, operation: string, input: WriteInput & BatchInput): Promise<void> => {
  if (operation === "PutItem" || operation === "UpdateItem") return dryRun(store, operation, input);
  if (operation !== "BatchWriteItem") return;
  for (const [name, requests] of Object.entries(input.RequestItems ?? {})) {
    const table = await requireTable(store, name);
    for (const { PutRequest } of requests) if (PutRequest) checkIndexKeys(table, PutRequest.Item);
  }
};
