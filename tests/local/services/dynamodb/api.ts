import assert from "node:assert/strict";
import type { Principal } from "../../../../local/access/access";
import type { TestCloud } from "../../cloud/test-cloud";

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by assertions
export type Answer = any;

/** The API of DynamoDB in process, as the administrator or somebody else. */
export const apiOf = ({ cloud, access }: TestCloud) => {
  const administrator = access.find(access.administrator.accessKeyId)?.principal ?? assert.fail();
  const answer = async (operation: string, input: object, principal: Principal = administrator) => {
    const response = await cloud.directory.dynamodb.handle?.({
      principal,
      method: "POST",
      url: "/",
      requestId: "1",
      headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `DynamoDB_20120810.${operation}` },
      body: Buffer.from(JSON.stringify(input)),
    });
    const { status, body } = response ?? assert.fail();
    return { status, body: JSON.parse(body.toString() || "{}") as Answer };
  };
  return {
    /** Of a call that succeeds. */
    async call(operation: string, input: object, principal?: Principal): Promise<Answer> {
      const { status, body } = await answer(operation, input, principal);
      assert.equal(status, 200, `${operation}: ${JSON.stringify(body)}`);
      return body;
    },
    /** `Code: message` of one that is refused. */
    async refusal(operation: string, input: object, principal?: Principal): Promise<string> {
      const { status, body } = await answer(operation, input, principal);
      assert.notEqual(status, 200, `${operation} was not refused`);
      return `${String(body.__type).split("#").pop()}: ${body.message ?? body.Message}`;
    },
  };
};

export type Api = ReturnType<typeof apiOf>;

/** The input of CreateTable of a table on demand, keys as `name:type`. */
export const tableOf = (TableName: string, keys: readonly string[], more: object = {}) => {
  const attributes = keys.map((key) => key.split(":") as [string, string]);
  return {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: attributes.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: schemaOf(...attributes.slice(0, 2).map(([name]) => name)),
    ...more,
  };
};

export const schemaOf = (...names: readonly string[]) =>
  names.map((AttributeName, at) => ({ AttributeName, KeyType: at === 0 ? "HASH" : "RANGE" }));

export const indexOf = (
  IndexName: string,
  names: readonly string[],
  Projection: object = { ProjectionType: "ALL" },
) => ({
  IndexName,
  KeySchema: schemaOf(...names),
  Projection,
});
