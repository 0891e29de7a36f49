import type { StackName } from "../stacks/stack-name";

const STACK_TYPE = "pulumi:pulumi:Stack";

/** What every URN of a stack begins with. */
export const stackPrefix = ({ project, stack }: StackName): string => `urn:pulumi:${stack}::${project}::`;

/** As Pulumi's engine names a resource: the types of all its parents, without the stack's. */
export const makeUrn = (stack: string, project: string, parent: string, type: string, name: string): string => {
  const parents = parent.split("::")[2] ?? STACK_TYPE;
  return `${stackPrefix({ project, stack })}${parents === STACK_TYPE ? "" : `${parents}$`}${type}::${name}`;
};

/** The URN of a child that a constructed component registers. */
export const childUrn = (parent: string, type: string, name: string): string => {
  const [stack = "", project = ""] = parent.slice("urn:pulumi:".length).split("::");
  return makeUrn(stack, project, parent, type, name);
};

/** The URN under which a program registers its own outputs. */
export const makeStackUrn = (stack: string, project: string): string =>
  makeUrn(stack, project, "", STACK_TYPE, `${project}-${stack}`);

/** The project in a URN. */
export const projectOf = (urn: string): string => urn.split("::")[1] ?? "";

/** The logical name in a URN. */
export const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

/** The type in a URN, without those of its parents. */
export const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";
