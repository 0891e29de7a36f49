import * as pulumi from "@pulumi/pulumi";

/** What Pulumi's SDK keeps of every resource, for its own use. */
interface Kept {
  readonly __name?: string;
  readonly __aliases?: readonly pulumi.Input<string>[];
  readonly __parentResource?: pulumi.Resource;
}

/**
 * The logical names that a resource had, by its own aliases and by those of the components that it is in.
 *
 * Pulumi hands a rename down to children alone. Whatever else is named after a resource, such as a rule that leads to
 * it, needs an alias for each of these.
 */
export const formerNames = (resource: pulumi.Resource): pulumi.Output<string>[] => {
  const { __name: name = "", __aliases: aliases = [], __parentResource: parent }: Kept = resource as Kept;
  const own = aliases.map((urn) => pulumi.output(urn).apply((urn) => urn.split("::").slice(3).join("::")));
  if (parent === undefined) return own;
  const { __name: parentName = "" }: Kept = parent as Kept;
  const inherited = formerNames(parent).flatMap((formerParent) =>
    [pulumi.output(name), ...own].map((child) =>
      pulumi
        .all([formerParent, child])
        .apply(([former, child]) => (child.startsWith(parentName) ? former + child.slice(parentName.length) : child)),
    ),
  );
  return [...own, ...inherited];
};
