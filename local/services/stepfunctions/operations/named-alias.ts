import { resource, type Subject } from "../../../wire/operations/right";
import type { MachineAlias } from "../store";
import { notThere } from "./alias-routes";
import type { StatesParts } from "./states-operation";

/** The alias that a call names, which must be there. */
export const namedAlias = (
  { aliases }: StatesParts,
  { stateMachineAliasArn }: { readonly stateMachineAliasArn: string },
): Subject<MachineAlias> =>
  resource(stateMachineAliasArn, () => {
    const alias = aliases.get(stateMachineAliasArn);
    if (alias) return alias;
    throw notThere();
  });
