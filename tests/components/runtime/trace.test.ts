import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { DynamoDBClient, type DynamoDBClientConfig, GetItemCommand, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { traced } from "../../../components/runtime/trace";

const ROOT = "1-67891233-abcdef012345678912345678";
const PARENT = "53995c3f42cd8ad8";

describe("a traced client", () => {
  const found: Record<string, string | undefined> = {};
  let daemon: Socket;
  let service: Server;
  let answers: { readonly status: number; readonly body: object }[] = [];

  before(async () => {
    daemon = createSocket("udp4");
    daemon.bind(0, "127.0.0.1");
    await once(daemon, "listening");
    service = createServer((request, response) => {
      request.resume().once("end", () => {
        const { status, body } = answers.shift() ?? { status: 200, body: {} };
        response.writeHead(status, { "x-amzn-requestid": "request-1", "content-type": "application/x-amz-json-1.0" });
        response.end(JSON.stringify(body));
      });
    });
    service.listen(0, "127.0.0.1");
    await once(service, "listening");
    for (const name of ["_X_AMZN_TRACE_ID", "AWS_XRAY_DAEMON_ADDRESS"]) found[name] = process.env[name];
  });
  after(() => {
    daemon.close();
    service.close();
    for (const [name, value] of Object.entries(found)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  beforeEach(() => {
    answers = [];
    process.env._X_AMZN_TRACE_ID = `Root=${ROOT};Parent=${PARENT};Sampled=1`;
    process.env.AWS_XRAY_DAEMON_ADDRESS = `127.0.0.1:${daemon.address().port}`;
  });

  const client = (config: DynamoDBClientConfig = {}) =>
    traced(
      new DynamoDBClient({
        ...config,
        // A server that listens on TCP has an address of this kind.
        endpoint: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
        region: "eu-west-1",
        credentials: { accessKeyId: "x", secretAccessKey: "x" },
        maxAttempts: 2,
      }),
    );
  const get = () => client().send(new GetItemCommand({ TableName: "shows", Key: { showId: { S: "secret" } } }));
  /** The next datagram: its header and the segment. */
  const datagram = async () => {
    const [message] = (await once(daemon, "message")) as [Buffer];
    const [header, document = ""] = message.toString().split("\n");
    return { header, segment: JSON.parse(document) };
  };

  it("writes a subsegment below the function that calls, with what was called and nothing of the contents", async () => {
    const before = Date.now() / 1000;
    const [{ header, segment }] = await Promise.all([datagram(), get()]);
    assert.equal(header, '{"format":"json","version":1}');
    const { id, start_time, end_time, ...rest } = segment;
    assert.match(id, /^[0-9a-f]{16}$/);
    assert.ok(before <= start_time + 0.001 && start_time <= end_time && end_time <= Date.now() / 1000);
    assert.deepEqual(rest, {
      trace_id: ROOT,
      parent_id: PARENT,
      type: "subsegment",
      name: "DynamoDB",
      namespace: "aws",
      aws: { operation: "GetItem", table_name: "shows", request_id: "request-1" },
      http: { response: { status: 200 } },
    });
  });

  it("says what went wrong, whose fault it is, and how often it was tried", async () => {
    const failing = async (status: number, type: string) => {
      answers = Array.from({ length: 2 }, () => ({ status, body: { __type: type, message: "the key is secret" } }));
      const [{ segment }] = await Promise.all([datagram(), assert.rejects(get())]);
      const { exceptions } = segment.cause;
      assert.deepEqual(exceptions, [{ id: exceptions[0].id, type, remote: true }]);
      return [segment.http.response.status, segment.aws.retries, segment.error, segment.throttle, segment.fault];
    };
    assert.deepEqual(await failing(400, "ResourceNotFoundException"), [400, undefined, true, undefined, undefined]);
    assert.deepEqual(await failing(400, "ProvisionedThroughputExceededException"), [400, 1, true, true, undefined]);
    assert.deepEqual(await failing(500, "InternalServerError"), [500, 1, undefined, undefined, true]);
  });

  it("names no table where none is called", async () => {
    const [{ segment }] = await Promise.all([datagram(), client().send(new ListTablesCommand({}))]);
    assert.deepEqual(segment.aws, { operation: "ListTables", request_id: "request-1" });
  });

  it("leaves the logger of a client its lines, and prepares none where there is no logger", async () => {
    const lines: string[] = [];
    const quiet = () => undefined;
    const logger = {
      debug: quiet,
      warn: quiet,
      error: quiet,
      info: (line: { commandName: string }) => void lines.push(line.commandName),
    };
    await client({ logger }).send(new ListTablesCommand({}));
    assert.deepEqual(lines, ["ListTablesCommand"]);
    const logs = (each: DynamoDBClient) =>
      each.middlewareStack.identify().some((step) => /loggerMiddleware/.test(step));
    assert.deepEqual([logs(client({ logger })), logs(client())], [true, false]);
  });

  it("writes nothing of what is not sampled, and fails no call for want of a daemon", async () => {
    let heard = 0;
    const count = () => void heard++;
    daemon.on("message", count);
    for (const header of [undefined, "", `Root=${ROOT};Parent=${PARENT};Sampled=0`, "Sampled=1"]) {
      if (header === undefined) delete process.env._X_AMZN_TRACE_ID;
      else process.env._X_AMZN_TRACE_ID = header;
      await get();
    }
    process.env._X_AMZN_TRACE_ID = `Root=${ROOT};Parent=${PARENT};Sampled=1`;
    for (const address of [undefined, "", "nonsense", "127.0.0.1:1"]) {
      if (address === undefined) delete process.env.AWS_XRAY_DAEMON_ADDRESS;
      else process.env.AWS_XRAY_DAEMON_ADDRESS = address;
      await get();
    }
    // What follows comes after whatever was sent before it.
    process.env.AWS_XRAY_DAEMON_ADDRESS = `tcp:127.0.0.1:1 udp:127.0.0.1:${daemon.address().port}`;
    await Promise.all([datagram(), get()]);
    daemon.off("message", count);
    assert.equal(heard, 1);
  });
});
