import type { Principal } from "../../access/access";

export interface InvokeOptions {
  /**
   * Who invokes. A service needs a permission in the function's resource policy for its source ARN; an event source
   * mapping and the owner of the account's own resources do not; a principal needs `lambda:InvokeFunction`.
   */
  readonly as:
    | { readonly service: string; readonly sourceArn: string }
    | { readonly principal: Principal }
    | "eventSourceMapping";
  /** Returns once the event is taken, with an empty payload; Lambda runs it, again where the function fails. */
  readonly asynchronous?: boolean;
  /** The trace of the request that leads here, as `X-Amzn-Trace-Id`. */
  readonly trace?: string;
  /** Takes the answer of a handler that streams in pieces. @default the payload has all of it */
  readonly take?: ((piece: Buffer) => Promise<void>) | undefined;
  /** Asks whether it may be invoked, and does not run it. */
  readonly dryRun?: boolean;
}

export interface InvokeResult {
  /** What the function answered, or Lambda's error object when `functionError` is set. */
  readonly payload: Buffer;
  readonly functionError?: "Unhandled";
  readonly executedVersion: string;
  /** Under which the function's log has the invocation; none of an asynchronous one. */
  readonly requestId?: string;
}

/** Invokes functions inside the local cloud. Throws `ServiceError` for what the Lambda API itself would refuse. */
export interface FunctionInvoker {
  /** `arn` may carry a version or an alias. Bytes are checked to be JSON; text has to be. */
  invoke(arn: string, event: Buffer | string, options: InvokeOptions): Promise<InvokeResult>;
}
