import type { Cloud } from "../service";
import { ServiceError } from "../../wire/service-error";
import type { Output } from "../../wire/operation";

/** dynalite's store: all tables of one LevelDB folder. */
interface Store {
  readonly tableDb: { awsAccountId: string; awsRegion: string };
  readonly db: { close(): Promise<void> };
}

interface Failure extends Error {
  readonly statusCode?: number;
  readonly body?: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

type Action = (store: Store, input: object, done: (error: Failure | null, output: Output) => void) => void;

interface Validation {
  readonly types: object;
  readonly custom?: (input: object, store: Store) => string | undefined;
}

/** The parts of dynalite that are used; its HTTP server, which checks no signature and no policy, is not. */
const parts = () => ({
  db: require("dynalite/db") as { create(options: object): Store },
  validations: require("dynalite/validations") as {
    checkTypes(input: object, types: object): object;
    checkValidations(input: object, types: object, custom: Validation["custom"], store: Store): void;
  },
  action: (file: string) => require(`dynalite/actions/${file}`) as Action,
  validation: (file: string) => require(`dynalite/validations/${file}`) as Validation,
});

/** DynamoDB's actions on tables in `.local/dynamodb`. Loaded and opened by the first call, for most programs have none. */
export class Dynalite {
  private opened: { readonly store: Store; readonly parts: ReturnType<typeof parts> } | undefined;

  constructor(private readonly cloud: Pick<Cloud, "account" | "folder" | "region">) {}

  /** Checks the input as DynamoDB does and runs the operation. @throws {ServiceError} what DynamoDB would answer */
  async call(operation: string, input: object): Promise<Output> {
    const { store, parts } = this.open();
    const file = operation.charAt(0).toLowerCase() + operation.slice(1);
    const { types, custom } = parts.validation(file);
    try {
      // A copy: dynalite writes its parsed expressions into the input.
      const checked = parts.validations.checkTypes(structuredClone(input), types);
      parts.validations.checkValidations(checked, types, custom, store);
      return await new Promise((resolve, reject) => {
        parts.action(file)(store, checked, (error, output) => (error ? reject(error) : resolve(output)));
      });
    } catch (error) {
      throw serviceError(error as Failure); // dynalite throws nothing else
    }
  }

  async close(): Promise<void> {
    await this.opened?.store.db.close();
    this.opened = undefined;
  }

  private open() {
    if (!this.opened) {
      const loaded = parts();
      const { folder, account, region } = this.cloud;
      const times = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
      const store = loaded.db.create({ path: `${folder}/dynamodb`, ...times });
      store.tableDb.awsAccountId = account;
      store.tableDb.awsRegion = region;
      this.opened = { store, parts: loaded };
    }
    return this.opened;
  }
}

/** The full type goes along: DynamoDB's validation errors are of another namespace than those of most services. */
const serviceError = (error: Failure): Error => {
  const { statusCode, body } = error;
  if (statusCode === undefined || body === undefined) return error;
  const code = body.__type.split("#").pop() ?? body.__type;
  return new ServiceError(code, body.message ?? body.Message ?? "", statusCode, { __type: body.__type });
};
