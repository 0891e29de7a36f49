/** fidelity: docs: CreateFunction: defaults of Timeout and MemorySize */
export const FUNCTION_DEFAULTS = { timeoutSeconds: 3, memoryMb: 128 } as const;

/** What a version of a function goes by. */
export interface FunctionVersion {
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly handler: string;
  readonly runtime: string;
  readonly role: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute path of the unpacked code. */
  readonly folder: string;
  readonly codeSha256: string;
  readonly codeBytes: number;
  readonly logGroup: string;
  readonly logFormat: "Text" | "JSON";
  /** Takes part in traces of X-Ray. */
  readonly traced?: boolean;
  readonly description?: string;
}

/** A function as it lies in storage. */
export interface FunctionRecord {
  readonly name: string;
  readonly arn: string;
  readonly latest: FunctionVersion;
  /** Published versions by number. */
  readonly versions: Readonly<Record<string, FunctionVersion>>;
  /** -1 is none. */
  readonly reservedConcurrency: number;
  readonly modifiedAt: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface AliasRecord {
  readonly functionName: string;
  readonly name: string;
  readonly version: string;
  /** Shares of other versions: `{ "3": 0.1 }`. */
  readonly weights: Readonly<Record<string, number>>;
  readonly description?: string;
}
