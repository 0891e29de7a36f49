import { ServiceError } from "../../wire/service-error";
import { dryRun } from "./dry-run";
import {
  type ItemDb,
  type PlannedWrite,
  planWrite,
  promised,
  requireTable,
  runAction,
  type Store,
  type WriteInput,
} from "./dynalite-parts";

/** One action of TransactWriteItems. */
export interface TransactWrite {
  /** The operation that does the same alone; of a condition check, one that has such conditions. */
  readonly operation: "PutItem" | "UpdateItem" | "DeleteItem";
  readonly checkOnly: boolean;
  readonly input: WriteInput & { readonly ReturnValuesOnConditionCheckFailure?: string };
}

interface Planned extends TransactWrite, PlannedWrite {}

/** Writes all or nothing: all items are locked, then all conditions are checked, then all is written. */
// fidelity: docs: TransactWriteItems; guess: a scan may see part of the writes
export const transactWrite = async (store: Store, writes: readonly TransactWrite[]): Promise<void> => {
  const planned: Planned[] = [];
  for (const write of writes) {
    const table = await requireTable(store, write.input.TableName);
    planned.push({ ...write, ...planWrite(store, table, write.operation, write.input) });
  }
  const release = await lockAll(store, planned);
  try {
    const existing = await Promise.all(planned.map(({ input, key }) => itemAt(store.getItemDb(input.TableName), key)));
    await requireDoable(unlocked(store), planned, existing);
    await writeAll(unlocked(store), planned, existing);
  } finally {
    for (const each of release) each();
  }
};

const addressOf = ({ input, key }: Planned): string => `${input.TableName}/${key}`;

const lockAll = async (store: Store, planned: readonly Planned[]): Promise<(() => void)[]> => {
  const sorted = [...planned].sort((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));
  if (sorted.some((each, at) => at > 0 && addressOf(each) === addressOf(sorted[at - 1] ?? each))) {
    throw new ServiceError("ValidationException", "Transaction request cannot include multiple operations on one item");
  }
  const release: (() => void)[] = [];
  // One after another, always in the same order, so that transactions do not wait for each other.
  for (const { input, key } of sorted) {
    await new Promise<void>((resolve) => {
      store.getItemDb(input.TableName).lock(key, (give) => {
        release.push(give(() => {}));
        resolve();
      });
    });
  }
  return release;
};

const itemAt = async (items: ItemDb, key: string): Promise<object | undefined> => {
  try {
    return await promised((done) => items.get(key, done));
  } catch (error) {
    if (error instanceof Error && error.name === "NotFoundError") return undefined;
    throw error;
  }
};

// fidelity: docs: TransactWriteItems, errors: a reason for each action, in order
const requireDoable = async (
  store: Store,
  planned: readonly Planned[],
  existing: readonly (object | undefined)[],
): Promise<void> => {
  const reasons = await Promise.all(planned.map((write, at) => reasonOf(store, write, existing[at])));
  if (reasons.some(({ Code }) => Code !== "None")) {
    const codes = reasons.map(({ Code }) => Code).join(", ");
    const Message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
    throw new ServiceError("TransactionCanceledException", "", 400, { CancellationReasons: reasons, Message });
  }
};

const reasonOf = async (
  store: Store,
  { input, operation, checkOnly, problem }: Planned,
  existing: object | undefined,
): Promise<{ readonly Code: string; readonly Message?: string; readonly Item?: object }> => {
  const Message = problem(existing);
  if (Message !== undefined) {
    const told = input.ReturnValuesOnConditionCheckFailure === "ALL_OLD" && existing;
    return { Code: "ConditionalCheckFailed", ...(told ? { Item: told } : {}), Message };
  }
  if (checkOnly || operation === "DeleteItem") return { Code: "None" };
  try {
    await dryRun(store, operation, input);
    return { Code: "None" };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    // What was wrong with the input alone has been refused before: this is what the item there speaks against.
    return { Code: "ValidationError", Message: error.message };
  }
};

const writeAll = async (
  store: Store,
  planned: readonly Planned[],
  existing: readonly (object | undefined)[],
): Promise<void> => {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    for (const [at, { operation, checkOnly, input, key }] of planned.entries()) {
      if (checkOnly) continue;
      await runAction(store, operation, input);
      const { TableName } = input;
      const before = existing[at];
      undo.unshift(async () => {
        const now = await itemAt(store.getItemDb(TableName), key);
        if (before) return runAction(store, "PutItem", { TableName, Item: before });
        return now && runAction(store, "DeleteItem", { TableName, Key: await keyOf(store, TableName, now) });
      });
    }
  } catch (error) {
    for (const each of undo) await each();
    throw error;
  }
};

const keyOf = async (store: Store, TableName: string, item: object): Promise<object> => {
  const { KeySchema } = await requireTable(store, TableName);
  const attributes = new Map(Object.entries(item));
  return Object.fromEntries(KeySchema.map(({ AttributeName }) => [AttributeName, attributes.get(AttributeName)]));
};

/** The store for who holds the locks already. */
const unlocked = (store: Store): Store => ({
  ...store,
  getItemDb(table) {
    const items = store.getItemDb(table);
    return {
      get: (key, done) => items.get(key, done),
      put: (key, item, done) => items.put(key, item, done),
      del: (key, done) => items.del(key, done),
      lock: (_, locked) => locked((done) => done),
    };
  },
});
