import { ServiceError } from "../../wire/service-error";
import { requireTable, runAction, type Store, type Table, type WriteInput } from "./dynalite-parts";

/** Does a write without writing, for what DynamoDB would say to it. @throws {ServiceError} */
export const dryRun = async (store: Store, operation: "PutItem" | "UpdateItem", input: WriteInput): Promise<void> => {
  let result: object = {};
  const nowhere = {
    put: (_: string, __: object, done: Done) => done(null),
    del: (_: string, done: Done) => done(null),
  };
  const dry: Store = {
    ...store,
    getIndexDb: () => nowhere,
    getItemDb: (table) => ({
      ...nowhere,
      get: (key, done) => store.getItemDb(table).get(key, done),
      put(_, item, done) {
        result = item;
        done(null);
      },
      lock: (_, locked) => locked((done) => done),
    }),
  };
  await runAction(dry, operation, input);
  checkIndexKeys(await requireTable(store, input.TableName), result);
};

type Done = (error: null) => void;

/** Whether a write has a value that no index takes for a key. */
export const hasEmptyValue = (input: object): boolean => /"[SB]":""/.test(JSON.stringify(input));

/** dynalite lets an empty key into its indexes. */
// fidelity: docs: "Supported data types and naming rules in Amazon DynamoDB": no empty key of an index; observed: the text
export const checkIndexKeys = (table: Table, item: object): void => {
  const values = new Map<string, { readonly S?: string; readonly B?: string }>(Object.entries(item));
  for (const { IndexName, KeySchema } of [
    ...(table.LocalSecondaryIndexes ?? []),
    ...(table.GlobalSecondaryIndexes ?? []),
  ]) {
    const key = KeySchema.find(({ AttributeName: name }) => values.get(name)?.S === "" || values.get(name)?.B === "");
    if (!key) continue;
    throw new ServiceError(
      "ValidationException",
      `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${IndexName}, IndexKey: ${key.AttributeName}`,
    );
  }
};
