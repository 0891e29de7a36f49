import type { Log } from "../../cloud/log";
import { modelOf } from "./api-members";
import { droppedMembers, unknownMembers } from "./members";
import { notEmulated } from "./not-emulated";
import type { OperationFacts } from "./operation";

/** Sees to it that no member of a call is dropped. @throws {ServiceError} for one that AWS knows and `operation` does not */
export const refuseDropped = (service: string, operation: OperationFacts, input: unknown): void => {
  const [dropped] = droppedMembers(input, modelOf(service, operation.name), operation.members());
  if (dropped !== undefined) throw notEmulated(service, operation.name, `member ${dropped}`);
};

/** Names come from callers: what is remembered of them must end somewhere. */
const MAX_TOLD = 100;

/** Says once of each member that AWS does not know either that it is passed over, as there. */
// fidelity: observed: the JSON and query protocols pass over members that the operation's model does not have
export const createUnknownTeller = (service: string, log: Log) => {
  const told = new Set<string>();
  return ({ name }: OperationFacts, input: unknown): void => {
    for (const member of unknownMembers(input, modelOf(service, name))) {
      const line = `${name}: AWS knows no member ${member}, and passes over it`;
      if (told.has(line) || told.size >= MAX_TOLD) continue;
      told.add(line);
      log.warn(service, line);
    }
  };
};
