import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { SelectInput } from "../read-input";
import { select } from "../select";
import { type DynamoServices, requireTable } from "../store";

// fidelity: observed: conformance aws-dynamodb-query
export const query = operation(
  "Query",
  SelectInput.extend({ KeyConditionExpression: z.string().min(1) }),
  (services: DynamoServices) =>
    (input, { principal }) => {
      requireAccess(services.access, principal, "dynamodb:Query", services.arn(input.TableName));
      return select(services, requireTable(services, input.TableName), input, input.KeyConditionExpression);
    },
);
