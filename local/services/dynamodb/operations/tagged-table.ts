import type { Subject } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { DynamoDbServices } from "../dynamodb-services";
import { invalid, noSuchResource } from "../refusals";
import type { Table } from "../tables/table";

/** The table whose tags are asked for, by its ARN. */
// fidelity: observed: dynalite's tests, nubo-db/dynamodb-conformance: the texts
export const taggedTable = (
  { tables }: DynamoDbServices,
  { ResourceArn: arn = "" }: { readonly ResourceArn?: string },
): Subject<Table> => ({
  asked: [{ resource: arn === "" ? "*" : arn }],
  target: () => {
    if (arn === "") throw invalid("Invalid TableArn");
    if (!/^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/[^/]+$/.test(arn)) {
      throw invalid(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
    }
    const table = tables.find(arn);
    if (table) return table;
    if (arn !== tables.arn(arn.split("/").pop() ?? "")) throw otherAccount(arn);
    throw noSuchResource(`Requested resource not found: ResourcArn: ${arn} not found`);
  },
});

const otherAccount = (arn: string): ServiceError =>
  new ServiceError("AccessDeniedException", `Access denied to the tags of a table elsewhere: ${arn}`);
