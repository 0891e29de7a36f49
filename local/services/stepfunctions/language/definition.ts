/** Data of an execution. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export type QueryLanguage = "JSONPath" | "JSONata";

/** States that run one after another: a machine, a branch, what runs for each item. */
export interface Block {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
  readonly QueryLanguage?: string;
  readonly ProcessorConfig?: { readonly Mode?: string; readonly ExecutionType?: string };
}

/** A number, or in JSONata an expression that gives one. */
export type Numeric = number | string;

/** Fields of all kinds of states; each kind reads its own. */
export interface State {
  readonly Type: string;
  readonly QueryLanguage?: string;
  readonly Next?: string;
  readonly End?: boolean;
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
  readonly ResultPath?: string | null;
  readonly Parameters?: Json;
  readonly ResultSelector?: Json;
  readonly Assign?: JsonObject;
  readonly Arguments?: Json;
  readonly Output?: Json;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Result?: Json;
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
  readonly Choices?: readonly JsonObject[];
  readonly Default?: string;
  readonly Seconds?: Numeric;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
  readonly Resource?: string;
  readonly Credentials?: JsonObject;
  readonly TimeoutSeconds?: Numeric;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: Numeric;
  readonly HeartbeatSecondsPath?: string;
  readonly Branches?: readonly Block[];
  readonly ItemProcessor?: Block;
  readonly Iterator?: Block;
  readonly Items?: Json;
  readonly ItemsPath?: string;
  readonly ItemSelector?: Json;
  readonly ItemReader?: ItemReader;
  readonly ItemBatcher?: ItemBatcher;
  readonly ResultWriter?: ResultWriter;
  readonly Label?: string;
  readonly MaxConcurrency?: Numeric;
  readonly MaxConcurrencyPath?: string;
  readonly ToleratedFailureCount?: Numeric;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentage?: Numeric;
  readonly ToleratedFailurePercentagePath?: string;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: "FULL" | "NONE";
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
  readonly Assign?: JsonObject;
  readonly Output?: Json;
}

/** Where a distributed Map reads its items. */
export interface ItemReader {
  readonly Resource: string;
  readonly Parameters?: Json;
  readonly Arguments?: Json;
  readonly ReaderConfig?: {
    readonly InputType?: string;
    readonly CSVHeaderLocation?: string;
    readonly CSVHeaders?: readonly string[];
    readonly CSVDelimiter?: string;
    readonly ItemsPointer?: string;
    readonly MaxItems?: Numeric;
    readonly MaxItemsPath?: string;
  };
}

export interface ItemBatcher {
  readonly MaxItemsPerBatch?: Numeric;
  readonly MaxItemsPerBatchPath?: string;
  readonly MaxInputBytesPerBatch?: Numeric;
  readonly MaxInputBytesPerBatchPath?: string;
  readonly BatchInput?: Json;
}

export interface ResultWriter {
  readonly Resource?: string;
  readonly Parameters?: Json;
  readonly Arguments?: Json;
  readonly WriterConfig?: { readonly OutputType?: string; readonly Transformation?: string };
}

/** What a Map runs for each item. */
export const processorOf = (state: State): Block | undefined => state.ItemProcessor ?? state.Iterator;

export const isDistributed = (state: State): boolean => processorOf(state)?.ProcessorConfig?.Mode === "DISTRIBUTED";

/** All blocks inside a block, itself first, with the places of the states that lead there. */
export function* blocksOf(block: Block, path = ""): Generator<[Block, string]> {
  yield [block, path];
  if (!isObject(block.States)) return;
  for (const [name, state] of Object.entries(block.States)) {
    if (!isObject(state)) continue;
    const place = `${path}/States/${name}`;
    for (const [index, branch] of (Array.isArray(state.Branches) ? state.Branches : []).entries()) {
      if (isObject(branch)) yield* blocksOf(branch as unknown as Block, `${place}/Branches[${index}]`);
    }
    for (const field of ["ItemProcessor", "Iterator"] as const) {
      const inner = state[field];
      if (isObject(inner)) yield* blocksOf(inner as unknown as Block, `${place}/${field}`);
    }
  }
}
