import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../../core/args/args-error";
import { reference } from "../../../core/request-value";
import type { Grant } from "../../../core/rights/link";
import type { RouteContext, Target } from "../../../core/target";
import { attributesOf } from "../attributes";
import { keyGrants, type LinkedTable } from "../links";
import { checkVerb } from "../verb";
import { checkShapes, toAttributes, toPlain } from "./attribute-shape";
import { jsonObject, jsonText, keyMembers, projection, withoutBody } from "./call-template";
import { type DynamoDbAction, dynamoDbIntegration } from "./dynamodb-integration";
import { type GetArgs, getArgs, type PutArgs, putArgs } from "./target-args";

/** A call, without what only AWS and the route know. */
type Call = (tableName: string) => Pick<DynamoDbAction, "action" | "request" | "status" | "answer" | "others">;

/** Where a route calls DynamoDB itself, without a function. */
export const target = ({ plan, table, watched }: LinkedTable, grants: readonly Grant[], call: Call): Target => ({
  description: `table ${plan.name}`,
  grants,
  watched,
  integrate: ({ credentials, region, partition }: RouteContext) => {
    if (credentials === undefined) throw new Error(`a route to table ${plan.name} needs the credentials of a role`);
    return pulumi
      .all([table.name, region, partition, credentials] as const)
      .apply(([tableName, region, partition, credentials]) =>
        dynamoDbIntegration({ ...call(tableName), region, partition, credentials }),
      );
  },
});

/** @throws {ArgsError} for a key that is not the table's, and for what no template can map. */
export const getTarget = (linked: LinkedTable, args: GetArgs): Target => {
  const { plan, table } = linked;
  checkVerb(plan.name, "get", args, getArgs);
  const { key, attributes, consistent = false } = args;
  checkShapes(plan.name, "get.attributes", attributes);
  const members = keyMembers(plan, "get.key", key, withoutBody);
  const grants = [{ actions: ["dynamodb:GetItem"], resources: [table.arn] }, ...keyGrants(linked, "read")];
  return target(linked, grants, (tableName) => ({
    action: "GetItem",
    request: jsonObject({
      TableName: jsonText(tableName),
      Key: jsonObject(members),
      ...projection(attributes),
      ConsistentRead: String(consistent),
    }),
    status: "200",
    answer: FOUND.replace("{}", () => toPlain(attributes, "$item")),
    others: { "404": { description: "There is no such item." } },
  }));
};

const FOUND = [
  `#set($item = $input.path('$.Item'))`,
  `#if("$!item" == "")`,
  `#set($context.responseOverride.status = 404)`,
  `{"message":"Not Found"}`,
  `#else`,
  `{}`,
  `#end`,
].join("\n");

/** @throws {ArgsError} for a key that is not the table's, and for what no template can map. */
export const putTarget = (linked: LinkedTable, args: PutArgs): Target => {
  const { plan, table } = linked;
  checkVerb(plan.name, "put", args, putArgs);
  const { key, attributes, overwrite = false } = args;
  if (attributes !== undefined) checkShapes(plan.name, "put.attributes", attributes);
  for (const { name } of attributesOf(plan.key))
    if (attributes !== undefined && Object.hasOwn(attributes, name))
      throw new ArgsError(plan.name, `put.attributes.${name}`, `must be absent: put.key says what ${name} is`);
  const members = keyMembers(plan, "put.key", key, reference);
  const rest = attributes === undefined ? "" : toAttributes(attributes, "$input.path('$')", 0, ",");
  const grants = [{ actions: ["dynamodb:PutItem"], resources: [table.arn] }, ...keyGrants(linked, "write")];
  return target(linked, grants, (tableName) => ({
    action: "PutItem",
    request: jsonObject({
      TableName: jsonText(tableName),
      Item: jsonObject(members, rest),
      ...(!overwrite && {
        ConditionExpression: jsonText("attribute_not_exists(#partition)"),
        ExpressionAttributeNames: JSON.stringify({ "#partition": plan.key.partition.name }),
      }),
    }),
    status: overwrite ? "200" : "201",
    answer: `{"requestId":"$context.requestId"}`,
    ...(!overwrite && { others: { "409": { description: "There is such an item already." } } }),
  }));
};
