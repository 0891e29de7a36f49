import type { InvalidInput } from "./operation";
import { ServiceError } from "./service-error";

/** How most services of the JSON protocols word an input that their model does not allow. */
// fidelity: docs: ValidationException of the common errors
export const refuseJsonInput = ({ issues: [issue] }: InvalidInput): ServiceError => {
  const path = issue?.path.map(String).join(".") ?? "";
  const member = path.charAt(0).toLowerCase() + path.slice(1);
  return new ServiceError(
    "ValidationException",
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${issue?.message}`,
  );
};
