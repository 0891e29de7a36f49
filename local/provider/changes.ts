import { replacing } from "../aws-types/aws-types";
import { nameProperty } from "../aws-types/resource-names";
import type { Properties, ResourceType } from "../engine/resources/resource-type";
import { equal } from "../engine/values/diff";
import { isChosen } from "./check";
import { comparable, type Received } from "./properties";

export interface Change {
  /** `tags.team`, `subnetIds[0]`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** It cannot be made in place. */
  readonly replaces: boolean;
}

export interface Changes {
  readonly changes: readonly Change[];
  /** Two lives of the resource cannot be there at the same time. */
  readonly deleteBeforeReplace: boolean;
}

/** What the new inputs of a resource change, and how. */
export const changesOf = (
  type: string,
  behaviour: ResourceType | undefined,
  olds: Received,
  news: Received,
): Changes => {
  const property = nameProperty(type);
  const fixed = replacing(type);
  const never = behaviour !== undefined && behaviour.update === undefined;
  const changes = [...leaves(comparable(olds), comparable(news))].map((change) => ({
    ...change,
    replaces: never || fixed.has(/^\w+/.exec(change.path)?.[0] ?? ""),
  }));
  const replaced = changes.some(({ replaces }) => replaces);
  return { changes, deleteBeforeReplace: replaced && property !== undefined && keepsName(property, olds, news) };
};

// fidelity: observed: pkg/tfbridge/provider.go of pulumi-terraform-bridge, nameRequiresDeleteBeforeReplace
const keepsName = (property: string, olds: Received, news: Received): boolean =>
  isChosen(news, property) && equal(olds.values[property], news.values[property]);

type Leaf = Omit<Change, "replaces">;

function* leaves(old: unknown, now: unknown, path = ""): Generator<Leaf> {
  if (equal(old, now)) return;
  if (old === undefined || now === undefined) {
    yield { path, kind: old === undefined ? "add" : "delete" };
  } else if (Array.isArray(old) && Array.isArray(now)) {
    for (let index = 0; index < Math.max(old.length, now.length); index++) {
      yield* leaves(old[index], now[index], `${path}[${index}]`);
    }
  } else if (isMap(old) && isMap(now)) {
    for (const key of [...new Set([...Object.keys(old), ...Object.keys(now)])].sort()) {
      yield* leaves(old[key], now[key], under(path, key));
    }
  } else {
    yield { path, kind: "update" };
  }
}

/** Assets in their comparable form are one value. */
const isMap = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !("sha256" in value);

const under = (path: string, key: string): string => {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
};
