import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { MAX_MESSAGE_BYTES, openConnections } from "../../../components/runtime/connections";

describe("connections", () => {
  let server: Server;
  let endpoint: string;
  let called: string[];
  /** By method and path. */
  let status: number;
  const before = { ...process.env };
  beforeEach(async () => {
    [called, status] = [[], 200];
    server = createServer(async (request, response) => {
      let body = "";
      for await (const piece of request) body += piece;
      const isTable = request.headers["x-amz-target"] !== undefined;
      called.push(isTable ? `${request.headers["x-amz-target"]} ${body}` : `${request.method} ${request.url} ${body}`);
      response.writeHead(isTable ? 200 : status, {
        "content-type": "application/json",
        ...(status === 410 && !isTable && { "x-amzn-ErrorType": "GoneException" }),
      });
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(process.env, {
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "x",
      AWS_SECRET_ACCESS_KEY: "y",
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    process.env = { ...before };
  });

  it("are sent texts and JSON, and are ended", async () => {
    const connections = openConnections({ endpoint: `${endpoint}/live` });
    assert.equal(await connections.send("a=", "hello"), true);
    assert.equal(await connections.send("a=", { hello: 1 }), true);
    assert.equal(await connections.disconnect("a="), true);
    assert.deepEqual(called, [
      "POST /live/@connections/a%3D hello",
      'POST /live/@connections/a%3D {"hello":1}',
      "DELETE /live/@connections/a%3D ",
    ]);
  });

  it("are forgotten when they are gone", async () => {
    status = 410;
    assert.equal(await openConnections({ endpoint }).send("a=", "hello"), false);
    const connections = openConnections({ endpoint }, { table: { tableName: "connections" } });
    assert.equal(await connections.send("a=", "hello"), false);
    const [operation = "", body = ""] = called[2]?.split(" ") ?? [];
    assert.equal(operation, "DynamoDB_20120810.DeleteItem");
    assert.deepEqual(JSON.parse(body), { TableName: "connections", Key: { connectionId: { S: "a=" } } });
  });

  it("are not for too much at once", async () => {
    const connections = openConnections({ endpoint });
    await assert.rejects(connections.send("a=", "ä".repeat(MAX_MESSAGE_BYTES / 2 + 1)), RangeError);
    assert.deepEqual(called, []);
    assert.equal(await connections.send("a=", "ä".repeat(MAX_MESSAGE_BYTES / 2)), true);
  });

  it("pass on what else is refused", async () => {
    status = 403;
    await assert.rejects(openConnections({ endpoint }).send("a=", "hello"));
  });
});
