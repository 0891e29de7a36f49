import * as z from "zod";
import { parsePolicy } from "../../../access/policy-document";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { invalid, notFound } from "../events-error";
import { statementsOf, withStatements } from "../policy-statements";
import { busNamed, type EventServices } from "./events-operation";

const Permission = z.object({
  EventBusName: z.string().optional(),
  StatementId: z.string().min(1).max(64).optional(),
  Action: z.string().max(64).optional(),
  Principal: z.string().max(12).optional(),
  Condition: z.object({ Type: z.string(), Key: z.string(), Value: z.string() }).optional(),
  Policy: z.string().optional(),
});

export const putPermission = operation(
  "PutPermission",
  Permission,
  {
    action: "events:PutPermission",
    on: (services: EventServices, { EventBusName }) => busNamed(services, EventBusName),
  },
  ({ buses, cloud }) =>
    async (input, bus) => {
      if (input.Policy !== undefined) {
        checkPolicy(input.Policy);
        await buses.change(bus.name, { policy: input.Policy });
        return NO_OUTPUT;
      }
      const { StatementId, Action, Principal, Condition } = input;
      if (StatementId === undefined || Action === undefined || Principal === undefined) {
        throw invalid("Parameter(s) Policy or StatementId, Action and Principal must be specified."); // fidelity: guess: the text
      }
      const root = `arn:${cloud.partition}:iam::${Principal}:root`;
      const statement = {
        Sid: StatementId,
        Effect: "Allow",
        Principal: Principal === "*" ? "*" : { AWS: root },
        Action,
        Resource: buses.arn(bus.name),
        ...(Condition && { Condition: { [Condition.Type]: { [Condition.Key]: Condition.Value } } }),
      };
      const others = statementsOf(bus).filter(({ Sid }) => Sid !== StatementId);
      await buses.change(bus.name, { policy: withStatements([...others, statement]) });
      return NO_OUTPUT;
    },
);

export const removePermission = operation(
  "RemovePermission",
  z.object({
    EventBusName: z.string().optional(),
    StatementId: z.string().optional(),
    RemoveAllPermissions: z.boolean().optional(),
  }),
  {
    action: "events:RemovePermission",
    on: (services: EventServices, { EventBusName }) => busNamed(services, EventBusName),
  },
  ({ buses }) =>
    async ({ StatementId, RemoveAllPermissions }, bus) => {
      if (RemoveAllPermissions) {
        await buses.change(bus.name, { policy: undefined });
        return NO_OUTPUT;
      }
      const left = statementsOf(bus).filter(({ Sid }) => Sid !== StatementId);
      // fidelity: observed: test_remove_permission_non_existing_sid of LocalStack's tests
      if (left.length === statementsOf(bus).length) throw notFound("Statement with the provided id does not exist.");
      await buses.change(bus.name, { policy: withStatements(left) });
      return NO_OUTPUT;
    },
);

const checkPolicy = (policy: string): void => {
  try {
    parsePolicy(policy);
  } catch {
    throw invalid("Policy is not valid."); // fidelity: guess: the text
  }
};
