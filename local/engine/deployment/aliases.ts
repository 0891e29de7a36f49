import type { Registration } from "../program/registration";
import { childUrn, nameOf } from "../resources/urn";

/**
 * The URNs that resources had before, those included that follow from a parent's: a child of a moved component has
 * moved with it.
 */
export class Aliases {
  private readonly byUrn = new Map<string, readonly string[]>();

  /** Every URN under which `registration` may be known, the likeliest first. */
  of({ urn, type, name, parent, aliases }: Registration): readonly string[] {
    const inherited = (parent ? (this.byUrn.get(parent) ?? []) : []).map((old) =>
      childUrn(old, type, renamed(name, nameOf(parent ?? ""), nameOf(old))),
    );
    // fidelity: docs: pulumi.com/docs/iac/concepts/resources/options/aliases, "Inherited aliases"
    const all = [...new Set([...aliases, ...inherited])].filter((old) => old !== urn);
    this.byUrn.set(urn, all);
    return all;
  }
}

/** A child named after its parent was named after the parent's old name. */
const renamed = (name: string, parent: string, oldParent: string): string =>
  name.startsWith(parent) ? oldParent + name.slice(parent.length) : name;
