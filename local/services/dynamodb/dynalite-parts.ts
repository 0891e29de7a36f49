import type { Members } from "../../wire/operations/members";
import type { Output } from "../../wire/operations/operation";
import { ServiceError } from "../../wire/service-error";

/** A table as dynalite keeps it; the members that are read here. */
export interface Table {
  readonly TableStatus: string;
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly LocalSecondaryIndexes?: readonly Index[];
  readonly GlobalSecondaryIndexes?: readonly (Index & { readonly IndexStatus: string })[];
}

interface Index {
  readonly IndexName: string;
  readonly KeySchema: Table["KeySchema"];
}

/** The items of a table by their keys as dynalite writes them. */
export interface ItemDb {
  get(key: string, done: Done<object | undefined>): void;
  put(key: string, item: object, done: Done): void;
  del(key: string, done: Done): void;
  /** Calls back once nobody else has one of the keys; what `release` makes of a function gives them back. */
  lock(keys: string | readonly string[], locked: (release: Release) => void): void;
}

export type Release = <Arguments extends unknown[]>(
  done: (...values: Arguments) => void,
) => (...values: Arguments) => void;

type Done<Result = void> = (error: Error | null, result: Result) => void;

/** dynalite's store: all tables of one LevelDB folder. */
export interface Store {
  readonly tableDb: {
    awsAccountId: string;
    awsRegion: string;
    get(name: string, done: Done<Table | undefined>): void;
    put(name: string, table: Table, done: Done): void;
    del(name: string, done: Done): void;
  };
  readonly db: { close(): Promise<void> };
  getItemDb(table: string): ItemDb;
  getIndexDb(kind: string, table: string, index: string): Pick<ItemDb, "put" | "del">;
  getTable(name: string, done: Done<Table>): void;
  deleteIndexDb(kind: "Global", table: string, index: string, done: Done): void;
}

interface Failure extends Error {
  readonly statusCode?: number;
  readonly body?: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

/** The type of a member: its name, or with what it holds. */
type Type = string | { readonly type: string; readonly children?: Type | Types };

interface Types {
  readonly [member: string]: Type;
}

interface Validation {
  readonly types: Types;
  readonly custom?: (input: object, store: Store) => string | undefined;
}

type Action = (store: Store, input: object, done: (error: Failure | null, output: Output) => void) => void;

/** The parts of dynalite that are used; its HTTP server, which checks neither signature nor policy, is not. */
const db = () =>
  require("dynalite/db") as {
    create(options: object): Store;
    createKey(item: object, table: Table): string;
    validateKey(key: object, table: Table): Failure | null;
    validateItem(item: object, table: Table): Failure | null;
    checkConditional(checked: object, existing: object | undefined): Failure | null | undefined;
  };
const action = (file: string) => require(`dynalite/actions/${file}`) as Action;
const validation = (file: string) => require(`dynalite/validations/${file}`) as Validation;
const validations = () =>
  require("dynalite/validations") as {
    checkTypes(input: object, types: object): object;
    checkValidations(input: object, types: object, custom: Validation["custom"], store: Store): void;
  };

/** Takes some 100 ms, most of it for loading. */
export const openStore = (path: string, account: string, region: string): Store => {
  const store = db().create({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  store.tableDb.awsAccountId = account;
  store.tableDb.awsRegion = region;
  return store;
};

/** Checks the input as DynamoDB does and runs the operation. @throws {ServiceError} what DynamoDB would answer */
export const runAction = async (store: Store, operation: string, input: object): Promise<Output> => {
  try {
    const checked = checkedInput(store, operation, input);
    return await promised((done) => action(fileOf(operation))(store, checked, done));
  } catch (error) {
    throw serviceError(error as Failure); // dynalite throws nothing else
  }
};

const fileOf = (operation: string): string => operation.charAt(0).toLowerCase() + operation.slice(1);

/** The members that dynalite reads of an operation's input. */
export const readMembers = (operation: string): { readonly [name: string]: Members } =>
  named(validation(fileOf(operation)).types);

const named = (types: Types): { readonly [name: string]: Members } =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, ofType(type)]));

const ofType = (type: Type): Members => {
  if (typeof type === "string" || type.children === undefined || typeof type.children === "string") return true;
  // A list or a map has one type of items, a structure one for each member.
  return /^(?:Parameterized)?(?:List|Map)/.test(type.type)
    ? { "*": ofType(type.children as Type) }
    : named(type.children as Types);
};

const checkedInput = (store: Store, operation: string, input: object): object => {
  const { types, custom } = validation(fileOf(operation));
  // It takes out of its input what it does not know.
  const checked = validations().checkTypes({ ...input }, types);
  validations().checkValidations(checked, types, custom, store);
  return checked;
};

/** One write of a transaction, before anything is written. */
export interface PlannedWrite {
  readonly key: string;
  /** What speaks against it, given the item that is there. */
  problem(existing: object | undefined): string | undefined;
}

/** Checks a write's input against its table, without doing it. @throws {ServiceError} what DynamoDB would answer */
export const planWrite = (store: Store, table: Table, operation: string, input: WriteInput): PlannedWrite => {
  try {
    const checked = checkedInput(store, operation, input);
    const { Key, Item } = input;
    const invalid = Item ? db().validateItem(Item, table) : db().validateKey(Key ?? {}, table);
    if (invalid) throw invalid;
    return {
      key: db().createKey(Item ?? Key ?? {}, table),
      problem: (existing) => db().checkConditional(checked, existing)?.message,
    };
  } catch (error) {
    throw serviceError(error as Failure); // dynalite throws nothing else
  }
};

export interface WriteInput {
  readonly TableName: string;
  readonly Item?: object;
  readonly Key?: object;
}

/** @throws {ServiceError} ResourceNotFoundException */
export const requireTable = async (store: Store, name: string): Promise<Table> => {
  try {
    return await promised((done) => store.getTable(name, done));
  } catch (error) {
    throw serviceError(error as Failure); // dynalite throws nothing else
  }
};

/** Calls back with what CreateTable makes of its input, and keeps nothing. */
export const draftTable = async ({ tableDb }: Store, definition: object): Promise<Table> => {
  const { awsAccountId, awsRegion } = tableDb;
  const nowhere = {
    awsAccountId,
    awsRegion,
    lock: (_: string, locked: (release: (done: unknown) => unknown) => void) => locked((done) => done),
    get: (_: string, done: Done<undefined>) => done(null, undefined),
    put: (_: string, __: Table, done: Done) => done(null),
  };
  const draft = { tableDb: nowhere, options: { createTableMs: 0 } };
  const output = await runAction(draft as unknown as Store, "CreateTable", definition); // all that CreateTable uses
  return output.TableDescription as Table;
};

export const tableNamed = ({ tableDb }: Store, name: string): Promise<Table | undefined> =>
  promised((done) => tableDb.get(name, done));

export const promised = <Result>(start: (done: Done<Result>) => void): Promise<Result> =>
  new Promise((resolve, reject) => {
    start((error, result) => (error ? reject(error) : resolve(result)));
  });

/** The full type goes along: DynamoDB's validation errors are of another namespace than those of most services. */
const serviceError = (error: Failure): Error => {
  const { statusCode, body } = error;
  if (statusCode === undefined || body === undefined) return error;
  const code = body.__type.split("#").pop() ?? body.__type;
  return new ServiceError(code, body.message ?? body.Message ?? "", statusCode, { __type: body.__type });
};
