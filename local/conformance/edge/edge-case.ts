import type { Json, JsonMap } from "../case-file";

/** A resource as a program declares it. */
export interface CaseResource {
  /** `aws.cloudfront.Distribution`. */
  readonly type: string;
  readonly properties: JsonMap;
}

/** What a step asks for; see docs/conformance.md. */
export interface EdgeStep {
  readonly request?: JsonMap;
  readonly expect?: JsonMap;
  readonly eventually?: number;
  readonly capture?: Readonly<Record<string, string>>;
  readonly [key: string]: Json | undefined;
}

/** A case of the format of resources and what lies behind them. */
export interface EdgeCase {
  readonly id: string;
  readonly title: string;
  readonly service: string;
  readonly doubtful?: string;
  readonly setup: {
    readonly resources: Readonly<Record<string, CaseResource>>;
    /** Host to answers. */
    readonly origins?: Readonly<Record<string, JsonMap>>;
    /** Bucket to key to object. */
    readonly objects?: Readonly<Record<string, Readonly<Record<string, JsonMap>>>>;
    /** Branch to path to text. */
    readonly files?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly lambdas?: Readonly<Record<string, JsonMap>>;
    readonly keys?: Readonly<Record<string, string>>;
    readonly issuers?: Readonly<Record<string, JsonMap>>;
    /** Network to country. */
    readonly geo?: Readonly<Record<string, string>>;
  };
  readonly steps: readonly EdgeStep[];
}
