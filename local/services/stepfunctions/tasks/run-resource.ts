import type { Principal } from "../../../access/access";
import type { Cloud } from "../../../cloud/cloud";
import type { Json } from "../language/definition";
import { StatesError } from "../language/states-error";
import { invokeFunction, invokeWithMetadata } from "./function-task";
import { readResource } from "./resources";
import { callService } from "./service-task";

/** Does the work of a Task with the rights of the machine's role, and no others. */
export const runResource = async (cloud: Cloud, role: string, resource: string, input: Json): Promise<Json> => {
  const known = readResource(resource);
  if (!known) throw new StatesError("NotEmulatedByLocalCloud", `${resource} is not emulated by the local cloud`);
  const principal = principalOf(cloud, role);
  if (known.kind === "function") return invokeFunction(cloud, principal, known.arn, input);
  if (known.kind === "invoke") return invokeWithMetadata(cloud, principal, input);
  return callService(cloud, principal, known, input);
};

const principalOf = ({ access }: Cloud, role: string): Principal => {
  const principal = access.servicePrincipal(role, "states.amazonaws.com");
  if (principal) return principal;
  throw new StatesError(
    "States.Permissions",
    `The role ${role} is unknown, or its trust policy does not let states.amazonaws.com assume it`,
  );
};
