import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { SelectInput } from "../read-input";
import { select } from "../select";
import { type DynamoServices, requireTable } from "../store";

export const scan = operation("Scan", SelectInput, (services: DynamoServices) => (input, { principal }) => {
  requireAccess(services.access, principal, "dynamodb:Scan", services.arn(input.TableName));
  return select(services, requireTable(services, input.TableName), input, undefined);
});
