import { SetupError } from "../../cloud/setup-error";

/** A stack of a project. */
export interface StackName {
  readonly project: string;
  readonly stack: string;
}

/** Of every stack of a backend that is a folder; `pulumi.getOrganization()` says so too. */
// fidelity: docs: pulumi.com/docs/iac/concepts/state-and-backends, "project-scoped stacks"
export const ORGANIZATION = "organization";

/** As other programs refer to it: `organization/platform/prod`. */
export const stackName = ({ project, stack }: StackName): string => `${ORGANIZATION}/${project}/${stack}`;

/**
 * The name of the stack that `new StackReference(reference)` means in a program of `project`, whatever the organisation:
 * there is one here. @throws SetupError for what names none
 */
// fidelity: observed: ParseReference of pkg/backend/diy/store.go in pulumi/pulumi
export const nameReferred = (reference: string, { project }: Pick<StackName, "project">): string => {
  const parts = reference.split("/");
  const [stack = "", named = project] = parts.length === 3 ? [parts[2], parts[1]] : [parts.at(-1)];
  if (parts.length > 3 || parts.includes(""))
    throw new SetupError(`${JSON.stringify(reference)} names no stack: write ${ORGANIZATION}/<project>/<stack>`);
  return stackName({ project: named, stack });
};
