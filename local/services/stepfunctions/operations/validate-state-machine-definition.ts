import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { definitionProblems } from "../definition/definition-problems";
import { anyOf, type StatesParts } from "./states-operation";

const Input = z.object({
  definition: z.string(),
  type: z.enum(["STANDARD", "EXPRESS"]).default("STANDARD"),
  severity: z.enum(["ERROR", "WARNING"]).default("ERROR"),
  maxResults: z.int().min(0).max(100).default(100),
});

// fidelity: observed: localstack's tests on AWS: the members of a diagnostic
export const validateStateMachineDefinition = operation(
  "ValidateStateMachineDefinition",
  Input,
  {
    action: "states:ValidateStateMachineDefinition",
    on: (services: StatesParts) => anyOf(services, "stateMachine"),
  },
  () =>
    ({ definition, type, maxResults }) => {
      const problems = definitionProblems(definition, type);
      return {
        result: problems.length === 0 ? "OK" : "FAIL",
        diagnostics: problems.slice(0, maxResults || 100).map((problem) => ({ severity: "ERROR", ...problem })),
        truncated: problems.length > (maxResults || 100),
      };
    },
);
