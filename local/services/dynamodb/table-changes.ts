import { draftTable, promised, runAction, type Store, type Table, tableNamed } from "./dynalite-parts";

/** Resolves once the table is ready for use, or gone. */
export const settled = async (store: Store, name: string): Promise<void> => {
  for (;;) {
    const table = await tableNamed(store, name);
    const states = [table?.TableStatus, ...(table?.GlobalSecondaryIndexes ?? []).map((index) => index.IndexStatus)];
    if (!table || states.every((state) => state === "ACTIVE")) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};

/** A process that was killed while it made or deleted a table left it halfway, for good. */
export const recoverTables = async (store: Store): Promise<void> => {
  let last: unknown;
  do {
    const page = await runAction(store, "ListTables", last === undefined ? {} : { ExclusiveStartTableName: last });
    last = page.LastEvaluatedTableName;
    for (const name of page.TableNames as string[]) {
      const table = await tableNamed(store, name);
      if (table?.TableStatus === "DELETING") await promised<void>((done) => store.tableDb.del(name, done));
      else if (table) await promised<void>((done) => store.tableDb.put(name, active(table), done));
    }
  } while (last !== undefined);
};

/**
 * Gives the table the global indexes, attributes and mode of a CreateTable input, which dynalite's UpdateTable cannot.
 * Done once more after a crash, it comes to the same.
 */
export const reindexTable = async (store: Store, name: string, definition: object): Promise<void> => {
  const known = await tableNamed(store, name);
  if (!known) return;
  const wanted = await draftTable(store, definition);
  for (const { IndexName } of known.GlobalSecondaryIndexes ?? []) {
    await promised<void>((done) => store.deleteIndexDb("Global", name, IndexName, done));
  }
  await promised<void>((done) => store.tableDb.put(name, active(wanted), done));
  let last: unknown;
  do {
    const page = await runAction(store, "Scan", { TableName: name, ...(last ? { ExclusiveStartKey: last } : {}) });
    last = page.LastEvaluatedKey;
    // Each item goes into the new indexes as it is written.
    for (const Item of page.Items as object[]) await runAction(store, "PutItem", { TableName: name, Item });
  } while (last !== undefined);
};

const active = (table: Table): Table => ({
  ...table,
  TableStatus: "ACTIVE",
  ...(table.GlobalSecondaryIndexes && {
    GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map((index) => ({ ...index, IndexStatus: "ACTIVE" })),
  }),
});
