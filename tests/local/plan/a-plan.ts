import type { Properties } from "../../../components/policies/checked-resource";
import type { PlannedResource, PlannedStack } from "../../../local/plan/planned-stack";

/** A resource of a made-up stack; its URN is its type and name, as `uses` and `parent` name others. */
export const planned = (
  type: string,
  name: string,
  inputs: Properties = {},
  more: Partial<PlannedResource> & { readonly outputs?: Properties } = {},
): PlannedResource => {
  const { outputs, ...rest } = more;
  return {
    urn: `${type} ${name}`,
    type,
    name,
    parent: "stack",
    custom: type.startsWith("aws:"),
    inputs,
    props: { ...outputs, ...inputs },
    protect: false,
    uses: {},
    secretPaths: [],
    ignored: [],
    ...rest,
  };
};

export const stackOf = (...resources: readonly PlannedResource[]): PlannedStack => ({
  resources,
  protected: false,
  defaultTags: {},
  openRoutes: {},
  today: new Date("2026-11-22T00:00:00Z"),
});

export const policy = (...statements: readonly Properties[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
