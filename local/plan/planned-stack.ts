import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type CheckedResource,
  type CheckedStack,
  type Circumstances,
  isObject,
  type OpenRoutes,
  type Properties,
  UNKNOWN,
} from "serverless-tiers/policies";
import * as z from "zod";
import { SetupError } from "../cloud/setup-error";
import type { Evaluation } from "../engine/program/evaluate-program";
import type { StackProject } from "../engine/program/project";
import { isAsset } from "../engine/values/asset";
import { UNKNOWN as UNKNOWN_ON_THE_WIRE } from "../engine/values/signatures";
import { contentsOf } from "./contents";

/** A resource of an evaluated program, with what AWS would answer. */
export interface PlannedResource extends CheckedResource {
  /** URN. Absent for the stack itself. */
  readonly parent: string | undefined;
  /** Custom resources are made by a provider, components only hold them together. */
  readonly custom: boolean;
  /** What the program says, without the answers that `props` has as well. */
  readonly inputs: Properties;
  readonly secretPaths: readonly string[];
  /** Inputs whose changes do not count. */
  readonly ignored: readonly string[];
}

/** An evaluated program, as the rules of the policy pack see it and more. */
export interface PlannedStack extends CheckedStack {
  readonly resources: readonly PlannedResource[];
}

export const plannedStack = (
  { registrations, answers }: Pick<Evaluation, "registrations" | "answers">,
  circumstances: Circumstances,
): PlannedStack => ({
  ...circumstances,
  // Sorted: a program's resources are registered in the order in which their inputs happen to be ready.
  resources: [...registrations].sort(byUrn).map((registration) => {
    const inputs = known(registration.inputs);
    return {
      urn: registration.urn,
      type: registration.type,
      name: registration.name,
      parent: registration.parent,
      custom: registration.custom,
      inputs,
      props: { ...known(answers.get(registration.urn)?.outputs ?? {}), ...inputs },
      protect: registration.protect,
      uses: registration.propertyDependencies,
      secretPaths: registration.secretPaths,
      ignored: registration.ignoreChanges,
    };
  }),
});

const byUrn = (a: { readonly urn: string }, b: { readonly urn: string }): number => (a.urn < b.urn ? -1 : 1);

/** What the rules need to know of a stack besides its resources, from its files. */
export const circumstances = ({ root, project, config, provider }: StackProject, today: Date): Circumstances => ({
  protected: config[`${project}:dataProtection`] === "protected",
  defaultTags: provider.defaultTags,
  openRoutes: openRoutes(root),
  today,
});

/** @throws SetupError for a list that is none. */
const openRoutes = (root: string): OpenRoutes => {
  const file = join(root, "policies", "open-routes.json");
  if (!existsSync(file)) return {};
  const read = OPEN_ROUTES.safeParse(readJson(file));
  if (read.success) return read.data;
  throw new SetupError(`${file} must hold lists of routes by the name of their API: { "orders": ["POST /orders"] }`);
};

const OPEN_ROUTES = z.record(z.string(), z.array(z.string()));

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
};

const known = (object: Properties): Properties =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, knownValue(value)]));

const knownValue = (value: unknown): unknown => {
  if (value === UNKNOWN_ON_THE_WIRE) return UNKNOWN;
  if (isAsset(value)) return contentsOf(value);
  if (Array.isArray(value)) return value.map(knownValue);
  return isObject(value) ? known(value) : value;
};
