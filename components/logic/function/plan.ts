import { statSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../core/args-error";
import { checkArgs } from "../core/check-args";
import { toSeconds } from "../core/duration";
import { checkLinkName, type Link } from "../core/link";
import { nearest } from "../core/nearest";
import { didYouMean } from "../core/nearest-path";
import { toMb } from "../core/size";
import { takenBy } from "../core/taken-names";
import type { Network } from "../network/network";
import { type Bundle, bundle } from "./bundle";
import { HANDLER, MissingHandler } from "./entry-export";
import { functionEnvironment } from "./function-environment";
import { type LambdaFunctionArgs, lambdaFunctionArgs } from "./lambda-args";
import { retentionDays } from "./log-retention";
import { programRoot } from "./program-root";

/** Checked, complete and in the units of AWS. */
export interface LambdaSettings {
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** `undefined` keeps log lines for good. */
  readonly retentionDays: number | undefined;
  readonly tracing: boolean;
  readonly architecture: string;
  readonly runtime: string;
  readonly bundle: Bundle;
  readonly files: Readonly<Record<string, string>>;
  readonly links: Readonly<Record<string, Link>>;
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  readonly network: Network | undefined;
  readonly reservedConcurrency: number | undefined;
}

/** @throws {ArgsError} for values out of bounds, files that are not there, an entry that does not bundle or exports no `handler`. */
export const resolveLambdaSettings = (name: string, args: LambdaFunctionArgs): LambdaSettings => {
  checkArgs(name, args, lambdaFunctionArgs);
  checkFree(name, args.entry);
  const { timeout = "10 seconds", memory = "512 MB", retention = "30 days", links = {}, files = {} } = args;
  const { tracing = true, architecture = "arm64", runtime = "nodejs22.x", reservedConcurrency } = args;
  for (const link of Object.keys(links)) checkLinkName(name, link);
  checkFiles(name, files);
  if (reservedConcurrency !== undefined && !(Number.isInteger(reservedConcurrency) && reservedConcurrency >= 0))
    throw new ArgsError(
      name,
      "reservedConcurrency",
      `must be a whole number, 0 or more (it is ${reservedConcurrency})`,
    );
  return {
    timeoutSeconds: toSeconds(name, "timeout", timeout, { min: "1 second", max: "15 minutes" }),
    memoryMb: toMb(name, "memory", memory, { min: "128 MB", max: "10 GB" }),
    retentionDays: retention === "forever" ? undefined : retentionDays(name, "retention", retention),
    tracing,
    architecture,
    runtime,
    network: networkOf(name, args.network, links),
    bundle: bundled(name, args.entry),
    files,
    links,
    environment: functionEnvironment(name, links, args.environment ?? {}),
    reservedConcurrency,
  };
};

/** Two functions of one name would share a URN or, made by different components, the log group that is named after both. */
const checkFree = (name: string, entry: string): void => {
  const other = takenBy("function", name, entry);
  if (other !== undefined)
    throw new ArgsError(
      name,
      "name",
      `must be another one than "${name}": the function of ${other} is called so already (this is that of ${entry})`,
    );
};

/** A function runs in one network: the one it was given, or the one its links reach into. */
const networkOf = (name: string, given: Network | undefined, links: Readonly<Record<string, Link>>) => {
  let found: { network: Network; by: string } | undefined = given && { network: given, by: "network" };
  for (const [key, { reaches, description }] of Object.entries(links)) {
    if (reaches === undefined) continue;
    if (found !== undefined && found.network !== reaches.network)
      throw new ArgsError(
        name,
        `links.${key}`,
        `must reach into the network of ${found.by}: a function runs in one network (${description} is in another)`,
      );
    found = { network: reaches.network, by: `links.${key}` };
  }
  for (const { service } of Object.values(links)) if (service !== undefined) found?.network.checkWay(name, service);
  return found?.network;
};

const bundled = (name: string, entry: string): Bundle => {
  const root = programRoot();
  const path = isAbsolute(entry) ? entry : resolve(root, entry);
  if (!isFile(path))
    throw new ArgsError(
      name,
      "entry",
      `must be a file: there is no ${path} (paths start at the folder of Pulumi.yaml)${didYouMean(path, root)}`,
    );
  try {
    return bundle(root, path);
  } catch (cause) {
    if (cause instanceof MissingHandler) throw new ArgsError(name, "entry", handlerRule(entry, cause.exports));
    throw new ArgsError(name, "entry", `must bundle (${entry}): ${cause instanceof Error ? cause.message : cause}`);
  }
};

const handlerRule = (entry: string, exports: readonly string[]): string => {
  const near = nearest(HANDLER, exports);
  const found = exports.length === 0 ? "nothing" : `${exports.join(", ")} alone`;
  return `must export ${HANDLER}, which Lambda calls: ${entry} exports ${found}${near ? `; rename ${near} if that is it` : ""}`;
};

const RESERVED_FILES = new Set(["index.js", "rds-ca.pem"]);

const checkFiles = (name: string, files: Readonly<Record<string, string>>): void => {
  for (const [target, source] of Object.entries(files)) {
    const path = `files[${JSON.stringify(target)}]`;
    if (
      RESERVED_FILES.has(target) ||
      isAbsolute(target) ||
      target.split("/").some((part) => part === ".." || part === "")
    )
      throw new ArgsError(name, path, "must be named by a relative path in the package, other than the bundle's own");
    if (!isAbsolute(source) || !isFile(source))
      throw new ArgsError(name, path, `must be the absolute path of a file (it is ${JSON.stringify(source)})`);
  }
};

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
