import { operation } from "../../../wire/operations/operation";
import { PageInput, page } from "./pages";
import { anyOf, type StatesParts } from "./states-operation";

export const listStateMachines = operation(
  "ListStateMachines",
  PageInput,
  { action: "states:ListStateMachines", on: (services: StatesParts) => anyOf(services, "stateMachine") },
  ({ machines }) =>
    (asked) => {
      const all = [...machines.entries()].map(([stateMachineArn, { name, type, creationDate }]) => {
        return { creationDate, name, stateMachineArn, type };
      });
      return page("stateMachines", all, asked);
    },
);
