import type { Properties } from "../resources/resource-type";

/** A child that has been registered; as an input of another one it stands for its id and makes a dependency. */
export class Child {
  constructor(
    readonly urn: string,
    readonly id: string,
  ) {}
}

/** Inputs with ids in place of children, and what depends on what. */
export const resolved = (
  inputs: Properties,
): { values: Properties; propertyDependencies: Record<string, string[]> } => {
  const values: Properties = {};
  const propertyDependencies: Record<string, string[]> = {};
  for (const [key, value] of Object.entries(inputs)) {
    if (value === undefined) continue;
    values[key] = value instanceof Child ? value.id : value;
    if (value instanceof Child) propertyDependencies[key] = [value.urn];
  }
  return { values, propertyDependencies };
};
