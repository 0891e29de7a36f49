import type { InvalidInput } from "../../wire/operations/operation";
import { ServiceError } from "../../wire/service-error";

// fidelity: observed: codes and texts of the IAM API, as moto's and LocalStack's suites have them from AWS
export const noSuchEntity = (message: string): ServiceError => new ServiceError("NoSuchEntity", message, 404);

export const noSuchRole = (name: string): ServiceError => noSuchEntity(`The role with name ${name} cannot be found.`);

export const alreadyExists = (message: string): ServiceError => new ServiceError("EntityAlreadyExists", message, 409);

export const deleteConflict = (message: string): ServiceError => new ServiceError("DeleteConflict", message, 409);

/** fidelity: observed: AWS's model validation counts what it finds; a name with other characters has words of its own */
export const refuseInput = ({ issues: [issue], input }: InvalidInput): ServiceError => {
  const path = issue?.path.map(String).join(".") ?? "";
  const member = path.charAt(0).toLowerCase() + path.slice(1);
  if (issue?.code === "invalid_format" && /[nN]ame$/.test(member)) {
    const allowed = "It must contain only alphanumeric characters and/or the following: +=,.@_-";
    return new ServiceError("ValidationError", `The specified value for ${member} is invalid. ${allowed}`);
  }
  const value = issue?.path.reduce<unknown>((inner, name) => (inner as Record<PropertyKey, unknown>)?.[name], input);
  const constraint =
    value === undefined
      ? "Member must not be null"
      : issue?.code === "too_big"
        ? `Member must have length less than or equal to ${issue.maximum}`
        : issue?.code === "too_small"
          ? `Member must have length greater than or equal to ${issue.minimum}`
          : (issue?.message ?? "");
  const shown = value === undefined ? "Value null" : "Value";
  return new ServiceError(
    "ValidationError",
    `1 validation error detected: ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
};
