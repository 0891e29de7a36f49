import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { ArgsError } from "../args/args-error";
import { must, record } from "../args/args-shape";
import type { SecurityGroupTarget } from "../security-group-target";
import type { Watched } from "../widget";
import type { Connections } from "./connections";

/** One IAM statement in words: exactly these actions on exactly these resources. */
export interface Grant {
  readonly actions: readonly string[];
  /** ARNs. A list that is only known later stands for its members. */
  readonly resources: readonly pulumi.Input<string | readonly string[]>[];
  /** IAM condition block, as in a policy document. */
  readonly condition?: Readonly<
    Record<string, Readonly<Record<string, pulumi.Input<string> | pulumi.Input<string>[]>>>
  >;
}

/**
 * What a resource hands to whoever may use it, for one verb: `queue.send()`, `database.writer()`.
 *
 * A function that holds a link gets its IAM statements, its environment and its network path, and nothing else.
 */
export interface Link {
  /** What the link leads to, in words, for error messages and reports: `send to queue orders`. */
  readonly description: string;
  readonly grants: readonly Grant[];
  /** Variables under the name that the function chose, built with `variable()` of contracts/environment. */
  environment(name: string): Record<string, pulumi.Input<string>>;
  /** Ports behind a security group that the function has to reach. The function is then placed in that network. */
  readonly reaches?: SecurityGroupTarget;
  /**
   * PEM certificates of the authorities that TLS to this resource is verified against, where Node does not know them.
   * The function's package then holds them and `NODE_EXTRA_CA_CERTS` names them.
   */
  readonly certificates?: pulumi.Input<string>;
  /** The connections that it opens, where what is reached takes only so many. Absent: nothing to watch. */
  readonly connections?: Connections;
  /**
   * The AWS service that the function calls through this link; in a network without a way out it needs an endpoint. Or
   * `OUTSIDE`: an address on the internet, over https.
   */
  readonly service?: string;
  /** What must exist before the function may be used (users and tables of a database, say). */
  readonly dependsOn?: readonly pulumi.Resource[];
  /** What it leads to, on dashboards that show the function. */
  readonly watched?: Watched;
}

/** In place of an AWS service. */
export const OUTSIDE = "internet";

/** Whether a value brings grants and does a thing, as links and targets do. */
export const grantsAnd =
  (does: string) =>
  (value: unknown): boolean => {
    const { grants, [does]: method } = Object(value);
    return Array.isArray(grants) && typeof method === "function";
  };

/** The shape of the links of a function. */
export const links = record(
  z.custom(grantsAnd("environment"), must("a link, which verbs of components give: database.writer(), queue.send()")),
  "links by name, { store: database.writer() }",
);

/** @throws {ArgsError} unless variables can be named after it and a handler can spell it. */
export const checkLinkName = (component: string, name: string): void => {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
    throw new ArgsError(
      component,
      `links[${JSON.stringify(name)}]`,
      `must be called by letters, digits and underscores, a letter first: "orderStore"`,
    );
};
