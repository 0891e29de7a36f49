import type * as pulumi from "@pulumi/pulumi";
import { accountsShape } from "../../core/args/accounts";
import {
  component,
  duration,
  either,
  flag,
  input,
  number,
  object,
  oneOf,
  record,
  type Shape,
  text,
} from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import type { Retention } from "../../core/args/retention";
import type { Size } from "../../core/args/size";
import { transformShape } from "../../core/component/children";
import { type Link, links } from "../../core/rights/link";
import { Network } from "../../network/network";
import { functionChildren, type LambdaFunctionTransform } from "./children";
import { type ProvisionedConcurrency, provisionedShape } from "./provisioned-concurrency";
import type { ReservedConcurrency } from "./reserved-concurrency";
import { type FunctionRuntime, runtimeShape } from "./runtimes";

export interface LambdaFunctionArgs {
  /** The file that exports `handler`, from the folder of Pulumi.yaml; absolute paths are allowed. */
  readonly entry: string;
  /**
   * What the function may use, under names of its own choice: the link `store` to a database sets `STORE_HOST` and so
   * on, which the handler reads with `env.database("store")`.
   *
   * @default {}
   */
  readonly links?: Readonly<Record<string, Link>>;
  /** Further variables. @default {} */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /** How long one invocation may take. 1 second to 15 minutes; behind an API, 29 seconds are of use. @default "10 seconds" */
  readonly timeout?: Duration;
  /** 128 MB to 10,240 MB; the share of a processor grows with it. @default "512 MB" */
  readonly memory?: Size;
  /** How long log lines are kept: one of the spans that CloudWatch knows, or for good. @default "30 days" */
  readonly retention?: Retention;
  /** X-Ray traces (billed by the trace above the free tier). @default true */
  readonly tracing?: boolean;
  /** @default "arm64" */
  readonly architecture?: "arm64" | "x86_64";
  /** @default "nodejs22.x" */
  readonly runtime?: FunctionRuntime;
  /** The network to run in. A link that reaches into a network places the function there by itself. */
  readonly network?: Network;
  /** Files to put beside the bundle: path in the package -> absolute path on disk. @default {} */
  readonly files?: Readonly<Record<string, string>>;
  /**
   * Instances set aside for this function alone, and their limit. A new AWS account has ten in all and lets none be
   * reserved: `"none"` then does without, also where a link bounds its connections.
   *
   * @default as many as its links may hold connections, `database.reader({ connections: 20 })`; otherwise "none"
   */
  readonly reservedConcurrency?: ReservedConcurrency;
  /**
   * Instances that are kept ready, billed for as long as they are; of those that are reserved, where any are. A new AWS
   * account has ten instances in all, of which none can be kept.
   *
   * @default none
   */
  readonly provisionedConcurrency?: ProvisionedConcurrency;
  readonly description?: string;
  /** Other accounts whose principals may invoke it, as far as their own policies let them, by `functionOf`. @default [] */
  readonly accounts?: readonly string[];
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: LambdaFunctionTransform;
}

/** The shape of a function's arguments, for whoever takes them in place of a function. */
export const lambdaFunctionShape: Shape<LambdaFunctionArgs> = {
  entry: text('a file that exports a handler, "handlers/get-order.handler.ts"'),
  links: links.optional(),
  environment: record(input(text()), 'variables by name, { LOG_LEVEL: "debug" }').optional(),
  timeout: duration.optional(),
  memory: text('an amount of memory, such as "512 MB"').optional(),
  retention: duration.optional(),
  tracing: flag.optional(),
  architecture: oneOf("arm64", "x86_64").optional(),
  runtime: runtimeShape.optional(),
  network: component(() => Network, "a Network").optional(),
  files: record(text("the absolute path of a file"), "paths of files by those in the package").optional(),
  reservedConcurrency: either((value) => value === "none", number(`a whole number, 0 or more, or "none"`)).optional(),
  provisionedConcurrency: provisionedShape,
  description: text().optional(),
  accounts: accountsShape,
  transform: transformShape(functionChildren),
};

export const lambdaFunctionArgs = object(lambdaFunctionShape);
