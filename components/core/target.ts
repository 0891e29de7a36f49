import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { must } from "./args/args-shape";
import type { Connections } from "./rights/connections";
import { type Grant, grantsAnd } from "./rights/link";
import type { Watched } from "./widget";

/** What a route may send a request to. Every target knows how to integrate itself; the API code knows no target. */
export interface Target {
  /** What the target is, in words: `function get-order`, `queue orders`. */
  readonly description: string;
  /** The integration, built for one route. Plain data except for what only AWS knows (ARNs). */
  integrate(route: RouteContext): pulumi.Output<Integration>;
  /** What the gateway's own role may do to serve the route. Empty for targets that are permitted in another way. */
  readonly grants: readonly Grant[];
  /** The function that the gateway has to be permitted to invoke, one permission per function and not per route. */
  readonly invokes?: InvokedFunction;
  /** What it is, on dashboards that show the API. */
  readonly watched?: Watched;
  /** Why it cannot serve a route, `must …`; `undefined` where it can. @default it serves all */
  readonly refuses?: (route: ServedRoute) => string | undefined;
  /** Whether what is behind holds its callers against the rule of the route, by `rest` or `callerOf` of `runtime`. @default false */
  readonly checksCallers?: boolean;
  /** Whether it writes its answer to a stream, as routes with `responds: "streamed"` ask for, and no others. @default false */
  readonly streams?: boolean;
}

/** A route as its target sees it. */
export interface ServedRoute {
  readonly method: string;
  /** Names of those of its path. */
  readonly parameters: readonly string[];
  /** Names of the stage variables of its API. */
  readonly variables: readonly string[];
}

export const TARGET_RULE = "a target, such as a LambdaFunction or queue.send()";

export const targetShape: z.ZodType = z.custom(grantsAnd("integrate"), must(TARGET_RULE));

export interface InvokedFunction {
  /** Stable key of the function: equal keys share one permission. */
  readonly key: string;
  readonly functionName: pulumi.Input<string>;
  /** Alias or version. */
  readonly qualifier?: pulumi.Input<string>;
  /** How many instances it may have at a time. Absent: as many as the account has left. */
  readonly reserved?: number | undefined;
  /** What each of its instances keeps connections to. @default [] */
  readonly connections?: readonly Connections[];
}

export interface RouteContext {
  readonly method: string;
  readonly path: string;
  /** ARN of the role that the gateway assumes; only set when the target has grants. */
  readonly credentials: pulumi.Input<string> | undefined;
  readonly region: pulumi.Input<string>;
  readonly partition: pulumi.Input<string>;
  /** Headers by which callers have shown the gateway who they are: none of what is behind it. @default [] */
  readonly checked?: pulumi.Input<readonly string[]>;
  /** Whether the answer goes to the client while it is written. @default false */
  readonly streams?: boolean;
}

/** `x-amazon-apigateway-integration`, plus the responses that the method has to declare for it. */
export interface Integration {
  readonly extension: Readonly<Record<string, unknown>>;
  readonly methodResponses: Readonly<Record<string, MethodResponse>>;
  /** Content types that the API has to take for binary, in answers and in requests. @default none */
  readonly binaryMediaTypes?: readonly string[];
}

export interface MethodResponse {
  readonly description: string;
  readonly headers?: readonly string[];
}
