import type * as pulumi from "@pulumi/pulumi";
import { checkAccounts } from "../../core/args/accounts";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { type Duration, toSeconds } from "../../core/args/duration";
import { retentionDays } from "../../core/args/retention";
import { shown } from "../../core/args/shown";
import { toMb } from "../../core/args/size";
import { type Plan, planned } from "../../core/component/plan";
import { takenBy } from "../../core/component/taken-names";
import { checkLinkName, type Link } from "../../core/rights/link";
import { Network } from "../../network/network";
import type { Bundle } from "../bundle/bundle";
import { type LambdaFunctionArgs, lambdaFunctionArgs } from "./args";
import type { LambdaFunctionTransform } from "./children";
import { bundledEntry } from "./entry";
import { functionEnvironment } from "./environment";
import { checkFiles } from "./files";
import { checkProvisioned, type ProvisionedConcurrency } from "./provisioned-concurrency";
import { reservedConcurrency } from "./reserved-concurrency";

interface Settings {
  readonly entry: string;
  readonly bundle: Bundle;
  readonly files: Readonly<Record<string, string>>;
  readonly links: Readonly<Record<string, Link>>;
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  readonly network: Network | undefined;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** 0 keeps log lines for good. */
  readonly retentionDays: number;
  readonly tracing: boolean;
  readonly architecture: string;
  readonly runtime: string;
  readonly reservedConcurrency: number | undefined;
  readonly provisionedConcurrency: ProvisionedConcurrency | undefined;
  readonly description: string | undefined;
  readonly accounts: readonly string[];
  readonly transform: LambdaFunctionTransform | undefined;
}

/** A function's arguments, checked, complete and in the units of AWS. */
export type LambdaFunctionPlan = Plan<"LambdaFunction", Settings>;

export const DEFAULT_TIMEOUT: Duration = "10 seconds";

/**
 * @throws {ArgsError} for values out of bounds, files that are not there, an entry that does not bundle or exports no
 * `handler`.
 */
export const planLambdaFunction = (name: string, args: LambdaFunctionArgs | LambdaFunctionPlan): LambdaFunctionPlan =>
  planned("LambdaFunction", name, args, (given: LambdaFunctionArgs) => settings(name, given));

const settings = (name: string, args: LambdaFunctionArgs): Settings => {
  checkArgs(name, args, lambdaFunctionArgs);
  checkFree(name, args.entry);
  const { entry, timeout = DEFAULT_TIMEOUT, memory = "512 MB", links = {}, files = {}, transform, description } = args;
  const { tracing = true, architecture = "arm64", runtime = "nodejs22.x", accounts = [] } = args;
  for (const link of Object.keys(links)) checkLinkName(name, link);
  const reserved = reservedConcurrency(name, args.reservedConcurrency, links);
  checkProvisioned(name, args.provisionedConcurrency, reserved);
  checkFiles(name, files);
  checkAccounts(name, ["accounts"], accounts);
  return {
    entry,
    timeoutSeconds: toSeconds(name, "timeout", timeout, { min: "1 second", max: "15 minutes" }),
    memoryMb: toMb(name, "memory", memory, { min: "128 MB", max: "10 GB" }),
    retentionDays: retentionDays(name, "retention", args.retention),
    tracing,
    architecture,
    runtime,
    network: networkOf(name, args.network, links),
    bundle: bundledEntry(name, entry),
    files,
    links,
    environment: functionEnvironment(name, links, args.environment ?? {}),
    reservedConcurrency: reserved,
    provisionedConcurrency: args.provisionedConcurrency,
    description,
    accounts,
    transform,
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
  let found = given && { network: given, by: "network" };
  for (const [key, { reaches, description }] of Object.entries(links)) {
    if (reaches === undefined) continue;
    if (!(reaches.network instanceof Network))
      throw new ArgsError(
        name,
        `links.${key}`,
        `must reach into a Network: ${description} is in ${shown(reaches.network)}`,
      );
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
