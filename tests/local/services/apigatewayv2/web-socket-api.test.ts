import assert from "node:assert/strict";
import { once } from "node:events";
import { WebSocket } from "ws";
import type { Properties } from "../../../../local/engine/resources/resource-type";
import type { FunctionInvoker } from "../../../../local/services/lambda/invoker";
import { signedHeaders } from "../../../../local/wire/signatures/sign-request";
import { REGION, resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

type Event = Record<string, unknown> & { requestContext: Record<string, unknown> };
type Behaviour = (event: Event) => unknown;

describe("a WebSocket API", () => {
  let cloud: TestCloud;
  let url: string;
  let apiId: string;
  /** By the name of the function; a value is answered, an Error is what it throws. */
  let behaviours: Record<string, Behaviour>;
  let called: [name: string, event: Event][];
  let clients: WebSocket[];
  let made: number;

  beforeEach(async () => {
    [behaviours, called, clients, made] = [{}, [], [], 0];
    const functions: FunctionInvoker = {
      async invoke(arn, event) {
        const name = arn.split(":").at(-1) ?? "";
        const parsed = JSON.parse(event.toString());
        called.push([name, parsed]);
        const said = await behaviours[name]?.(parsed);
        const payload = said instanceof Error ? { errorMessage: said.message, errorType: "Error" } : (said ?? null);
        const failed = said instanceof Error ? { functionError: "Unhandled" as const } : {};
        return { payload: Buffer.from(JSON.stringify(payload)), executedVersion: "$LATEST", ...failed };
      },
    };
    cloud = await startTestCloud({ services: { lambda: () => ({ name: "lambda", resources: [], functions }) } });
    apiId = (await make("Api", { protocolType: "WEBSOCKET" })).id;
    const stage = await make("Stage", { apiId, name: "live", autoDeploy: true, stageVariables: { tier: "one" } });
    url = String(stage.outputs.invokeUrl);
  });
  afterEach(async () => {
    for (const client of clients) client.terminate();
    await cloud.cloud.directory.service("apigatewayv2")?.stop?.();
    await cloud.close();
  });

  const make = (kind: string, inputs: Properties) => {
    const name = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
    made += 1;
    return cloud.resource(`aws:apigatewayv2/${name}:${kind}`).create(inputs, resourceContext(`${name}${made}`));
  };

  const invokeUri = (name: string) =>
    `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/arn:aws:lambda:${REGION}:000000000000:function:${name}/invocations`;

  const integrated = async (routeKey: string, integration: Properties, route: Properties = {}) => {
    const { id } = await make("Integration", { apiId, ...integration });
    const made = await make("Route", { apiId, routeKey, target: `integrations/${id}`, ...route });
    if (route.routeResponseSelectionExpression)
      await make("RouteResponse", { apiId, routeId: made.id, routeResponseKey: "$default" });
    return { integration: id, route: made.id };
  };
  const ANSWERING = { routeResponseSelectionExpression: "$default" };
  const routed = (routeKey: string, behaviour: Behaviour, route: Properties = {}) => {
    behaviours[routeKey.replace("$", "")] = behaviour;
    const integrationUri = invokeUri(routeKey.replace("$", ""));
    return integrated(routeKey, { integrationType: "AWS_PROXY", integrationUri }, route);
  };

  /** An open connection with what came in, or the status of its refusal. */
  const connect = async (path = "", options: { headers?: Record<string, string>; protocols?: string[] } = {}) => {
    const client = new WebSocket(`${url}${path}`, options.protocols ?? [], { headers: options.headers });
    clients.push(client);
    const received: string[] = [];
    let id = "";
    client.on("message", (data) => received.push(data.toString()));
    client.on("upgrade", ({ headers }) => {
      id = String(headers["x-local-connection-id"]);
    });
    const status = await new Promise<number>((resolve) => {
      client.on("open", () => resolve(101));
      client.on("unexpected-response", (_, { statusCode }) => resolve(statusCode ?? 0));
      client.on("error", () => {});
    });
    return { client, received, status, id };
  };
  type Connected = Awaited<ReturnType<typeof connect>>;

  const answerTo = async ({ client, received }: Connected, message: string | object): Promise<string | undefined> => {
    const before = received.length;
    client.send(typeof message === "string" ? message : JSON.stringify(message));
    for (let tries = 0; tries < 100 && received.length === before; tries++) await pause();
    return received[before];
  };
  const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
  const until = async (holds: () => boolean) => {
    for (let tries = 0; tries < 200 && !holds(); tries++) await pause();
    assert.ok(holds(), "it did not come to that");
  };
  const closing = async ({ client }: Connected): Promise<number> => {
    const [code] = client.readyState === WebSocket.CLOSED ? [1006] : await once(client, "close");
    return code;
  };

  describe("$connect", () => {
    it("opens without a route, and with one that answers 2xx", async () => {
      assert.equal((await connect()).status, 101);
      await routed("$connect", () => ({ statusCode: 201 }));
      assert.equal((await connect()).status, 101);
    });

    it("refuses with the status of the function, 502 where it fails, 403 where there is no such stage", async () => {
      await routed("$connect", ({ queryStringParameters }) => {
        const { code } = (queryStringParameters ?? {}) as { code?: string };
        return code ? { statusCode: Number(code) } : new Error("no");
      });
      assert.equal((await connect("?code=401")).status, 401);
      assert.equal((await connect("?code=301")).status, 301);
      assert.equal((await connect()).status, 502);
      assert.equal((await connect("/further")).status, 403);
    });

    it("hands over headers, query and context", async () => {
      await routed("$connect", () => ({ statusCode: 200 }));
      const { id } = await connect("?room=a&room=b", { headers: { "X-Plan": "gold" } });
      const [, event] = called[0] ?? [];
      assert.ok(event);
      const { headers, queryStringParameters, multiValueQueryStringParameters, requestContext, stageVariables } = event;
      assert.equal((headers as Record<string, string>)["X-Plan"], "gold");
      assert.deepEqual(queryStringParameters, { room: "b" });
      assert.deepEqual(multiValueQueryStringParameters, { room: ["a", "b"] });
      assert.deepEqual(stageVariables, { tier: "one" });
      const { routeKey, eventType, connectionId, stage, domainName } = requestContext;
      const host = `${apiId}.execute-api.${REGION}.amazonaws.com`;
      assert.deepEqual(
        [routeKey, eventType, connectionId, stage, domainName],
        ["$connect", "CONNECT", id, "live", host],
      );
    });

    it("accepts the subprotocol that the function names", async () => {
      await routed("$connect", () => ({ statusCode: 200, headers: { "Sec-WebSocket-Protocol": "two" } }));
      const { client } = await connect("", { protocols: ["one", "two"] });
      assert.equal(client.protocol, "two");
    });
  });

  describe("authorization of $connect", () => {
    const policy = (Effect: string, Resource: unknown) => ({
      principalId: "ann",
      policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect, Resource }] },
      context: { team: "shows" },
    });
    const guarded = async (behaviour: Behaviour) => {
      behaviours.guard = behaviour;
      const authorizer = await make("Authorizer", {
        apiId,
        authorizerType: "REQUEST",
        authorizerUri: invokeUri("guard"),
        identitySources: ["route.request.querystring.ticket"],
      });
      await routed("$connect", () => ({ statusCode: 200 }), {
        authorizationType: "CUSTOM",
        authorizerId: authorizer.id,
      });
    };

    it("asks a function with the ticket, and hands its context on, to messages too", async () => {
      await guarded(({ methodArn }) => policy("Allow", methodArn));
      await routed(
        "$default",
        ({ requestContext }) => ({ statusCode: 200, body: JSON.stringify(requestContext.authorizer) }),
        ANSWERING,
      );
      const connected = await connect("?ticket=1");
      assert.equal(connected.status, 101);
      const { principalId, team } = JSON.parse((await answerTo(connected, "x")) ?? "");
      assert.deepEqual([principalId, team], ["ann", "shows"]);
      const [[name, event] = ["", undefined]] = called;
      assert.deepEqual([name, event?.type], ["guard", "REQUEST"]);
      assert.match(String(event?.methodArn), new RegExp(`:${apiId}/live/\\$connect$`));
    });

    it("refuses: 401 without a ticket and for Unauthorized, 403 for a deny, 500 for nonsense", async () => {
      await guarded(({ queryStringParameters }) => {
        const { ticket } = queryStringParameters as { ticket: string };
        if (ticket === "throws") return new Error("Unauthorized");
        if (ticket === "nonsense") return { principalId: "ann" };
        return policy(ticket === "denied" ? "Deny" : "Allow", ticket === "elsewhere" ? "arn:aws:execute-api:x" : "*");
      });
      const statuses = [];
      for (const path of [
        "",
        "?ticket=throws",
        "?ticket=denied",
        "?ticket=elsewhere",
        "?ticket=nonsense",
        "?ticket=good",
      ])
        statuses.push((await connect(path)).status);
      assert.deepEqual(statuses, [401, 401, 403, 403, 500, 101]);
      assert.equal(called.filter(([name]) => name === "guard").length, 5, "not without a ticket");
    });

    it("takes a signature where the route asks for IAM", async () => {
      await routed("$connect", () => ({ statusCode: 200 }), { authorizationType: "AWS_IAM" });
      assert.equal((await connect()).status, 403);
      const { host } = new URL(url);
      const request = { method: "GET", url: new URL(`${url.replace("ws:", "http:")}`), headers: {}, body: undefined };
      const signer = { service: "execute-api", region: REGION, credentials: cloud.access.administrator };
      const headers = { ...(await signedHeaders(request, signer)), host };
      assert.equal((await connect("", { headers })).status, 101);
    });
  });

  describe("messages", () => {
    it("go to the route that the expression selects, others to $default", async () => {
      await routed("join", () => ({ statusCode: 200, body: "joined" }), ANSWERING);
      await routed("$default", ({ body }) => ({ statusCode: 200, body: `rest: ${body}` }), ANSWERING);
      const connected = await connect();
      assert.equal(await answerTo(connected, { action: "join" }), "joined");
      assert.equal(await answerTo(connected, { action: "$connect" }), 'rest: {"action":"$connect"}');
      assert.equal(await answerTo(connected, "no json"), "rest: no json");
    });

    it("that no route takes are told Forbidden, those whose function fails Internal server error", async () => {
      await routed("fail", () => new Error("no"));
      const connected = await connect();
      const forbidden = JSON.parse((await answerTo(connected, { action: "none" })) ?? "");
      assert.deepEqual([forbidden.message, forbidden.connectionId], ["Forbidden", connected.id]);
      assert.equal(JSON.parse((await answerTo(connected, { action: "fail" })) ?? "").message, "Internal server error");
    });

    it("get no answer without a route response", async () => {
      await routed("quiet", () => ({ statusCode: 200, body: "unheard" }));
      await routed("loud", () => ({ statusCode: 200, body: "heard" }), ANSWERING);
      const connected = await connect();
      connected.client.send('{"action":"quiet"}');
      assert.equal(await answerTo(connected, { action: "loud" }), "heard");
      assert.deepEqual(connected.received, ["heard"]);
    });

    it("are held against the model of the route", async () => {
      const schema = JSON.stringify({ type: "object", required: ["n"], properties: { n: { type: "number" } } });
      await make("Model", { apiId, name: "Say", contentType: "application/json", schema });
      await routed("say", () => ({ statusCode: 200, body: "fine" }), {
        ...ANSWERING,
        requestModels: { $default: "Say" },
      });
      const connected = await connect();
      assert.equal(
        JSON.parse((await answerTo(connected, { action: "say", n: "x" })) ?? "").message,
        "Bad request body",
      );
      assert.equal(await answerTo(connected, { action: "say", n: 1 }), "fine");
    });

    it("are mapped for functions that are no proxies, and their answers mapped back", async () => {
      behaviours.plain = (event) => ({ doubled: Number((event as unknown as { n: number }).n) * 2 });
      const { integration } = await integrated(
        "double",
        {
          integrationType: "AWS",
          integrationUri: invokeUri("plain"),
          templateSelectionExpression: "\\$default",
          requestTemplates: { $default: '{"n":$input.path("$.n"),"of":"$context.connectionId"}' },
        },
        ANSWERING,
      );
      await make("IntegrationResponse", {
        apiId,
        integrationId: integration,
        integrationResponseKey: "/2\\d\\d/",
        templateSelectionExpression: "\\$default",
        responseTemplates: { $default: 'is $input.path("$.doubled") on $stageVariables.tier' },
      });
      const connected = await connect();
      assert.equal(await answerTo(connected, { action: "double", n: 21 }), "is 42 on one");
      assert.deepEqual(called.at(-1)?.[1], { n: 21, of: connected.id });
    });

    it("go to a queue by an AWS integration with a role", async () => {
      const queue = await cloud.resource("aws:sqs/queue:Queue").create({ name: "inbox" }, resourceContext("inbox"));
      const statement = { Effect: "Allow" as const, Action: "sqs:SendMessage", Resource: String(queue.outputs.arn) };
      const credentialsArn = await cloud.role("gateway", [statement], "apigateway.amazonaws.com");
      await integrated(
        "queue",
        {
          integrationType: "AWS",
          integrationUri: `arn:aws:apigateway:${REGION}:sqs:path/000000000000/inbox`,
          credentialsArn,
          requestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
          templateSelectionExpression: "\\$default",
          requestTemplates: { $default: 'Action=SendMessage&MessageBody=$util.urlEncode($input.json("$"))' },
        },
        ANSWERING,
      );
      const connected = await connect();
      assert.match((await answerTo(connected, { action: "queue", id: 7 })) ?? "", /SendMessageResponse/);
    });

    it("are answered by a mock", async () => {
      const { integration } = await integrated(
        "ping",
        { integrationType: "MOCK", requestTemplates: { $default: '{"statusCode":200}' } },
        ANSWERING,
      );
      await make("IntegrationResponse", {
        apiId,
        integrationId: integration,
        integrationResponseKey: "$default",
        responseTemplates: { $default: "pong" },
      });
      assert.equal(await answerTo(await connect(), { action: "ping" }), "pong");
    });
  });

  describe("limits", () => {
    beforeEach(() =>
      routed("$default", ({ body }) => ({ statusCode: 200, body: String(String(body).length) }), ANSWERING),
    );

    it("close with 1003 for bytes, with 1009 for a frame over 32 KB and a message over 128 KB", async () => {
      const binary = await connect();
      binary.client.send(Buffer.from([1]));
      assert.equal(await closing(binary), 1003);
      const frame = await connect();
      assert.equal(await answerTo(frame, "x".repeat(32 * 1024)), String(32 * 1024));
      frame.client.send("x".repeat(32 * 1024 + 1));
      assert.equal(await closing(frame), 1009);
      const message = await connect();
      for (let part = 0; part < 5; part++) message.client.send("x".repeat(32_000), { fin: part === 4 });
      assert.equal(await closing(message), 1009);
      assert.equal(called.length, 1);
    });

    it("takes a message of 128 KB in frames of 32 KB", async () => {
      const connected = await connect();
      for (let part = 0; part < 4; part++) connected.client.send("x".repeat(32 * 1024), { fin: part === 3 });
      await until(() => connected.received.length === 1);
      assert.deepEqual(connected.received, [String(128 * 1024)]);
    });

    it("ends a connection that is idle for 10 minutes, and any after 2 hours", async () => {
      const [idle, busy] = [await connect(), await connect()];
      await cloud.clock.advanceBy(9 * 60_000);
      await answerTo(busy, "x");
      const ended = closing(idle);
      await cloud.clock.advanceBy(60_000);
      assert.equal(await ended, 1001);
      assert.equal(busy.client.readyState, WebSocket.OPEN);
      const over = closing(busy);
      for (let minutes = 10; minutes <= 120; minutes += 5) {
        await cloud.clock.advanceBy(5 * 60_000);
        if (minutes < 114) assert.equal(await answerTo(busy, "x"), "1");
      }
      assert.equal(await over, 1001);
    });
  });

  describe("@connections", () => {
    const manage = async (
      method: string,
      id: string,
      body = "",
      { sign = true, credentials = cloud.access.administrator } = {},
    ) => {
      const target = new URL(`${url.replace("ws:", "http:")}/@connections/${encodeURIComponent(id)}`);
      const request = { method, url: target, headers: {}, body: body ? Buffer.from(body) : undefined };
      const headers = sign ? await signedHeaders(request, { service: "execute-api", region: REGION, credentials }) : {};
      const answer = await fetch(target, { method, headers, ...(body && { body }) });
      return { status: answer.status, type: answer.headers.get("x-amzn-errortype"), body: await answer.text() };
    };

    it("sends, tells, and ends", async () => {
      await routed("$disconnect", () => ({ statusCode: 200 }));
      const connected = await connect();
      assert.equal((await manage("POST", connected.id, "hello")).status, 200);
      await until(() => connected.received.length === 1);
      assert.deepEqual(connected.received, ["hello"]);
      const told = JSON.parse((await manage("GET", connected.id)).body);
      assert.deepEqual(Object.keys(told), ["connectedAt", "identity", "lastActiveAt"]);
      const ended = closing(connected);
      assert.equal((await manage("DELETE", connected.id)).status, 204);
      await ended;
      await until(() => called.some(([name]) => name === "disconnect"));
      const { requestContext } = called.at(-1)?.[1] ?? {};
      assert.deepEqual([requestContext?.eventType, requestContext?.connectionId], ["DISCONNECT", connected.id]);
      for (const method of ["POST", "GET", "DELETE"]) {
        const gone = await manage(method, connected.id, method === "POST" ? "x" : "");
        assert.deepEqual([gone.status, gone.type], [410, "GoneException"]);
      }
    });

    it("refuses what is too large, an id of another form, and who has no right to it", async () => {
      const { id } = await connect();
      const large = await manage("POST", id, "x".repeat(128 * 1024 + 1));
      assert.deepEqual([large.status, large.type], [413, "PayloadTooLargeException"]);
      assert.equal((await manage("POST", "short", "x")).status, 400);
      assert.equal((await manage("POST", id, "x", { sign: false })).status, 403);
      const may = (Resource: string) => [
        { Effect: "Allow" as const, Action: "execute-api:ManageConnections", Resource },
      ];
      const prefix = `arn:aws:execute-api:${REGION}:000000000000:${apiId}/live`;
      const [posts, reads] = [
        await cloud.role("posts", may(`${prefix}/POST/@connections/*`)),
        await cloud.role("reads", may(`${prefix}/GET/@connections/*`)),
      ];
      const as = (role: string) => ({ credentials: cloud.access.assumeRole(role, "one") });
      assert.equal((await manage("POST", id, "x", as(posts))).status, 200);
      const refused = await manage("POST", id, "x", as(reads));
      assert.deepEqual([refused.status, refused.type], [403, "ForbiddenException"]);
    });
  });

  it("serves what was deployed where the stage does not deploy by itself", async () => {
    const { route } = await routed("say", () => ({ statusCode: 200, body: "said" }), ANSWERING);
    const deployment = await make("Deployment", { apiId });
    const fixed = await make("Stage", { apiId, name: "fixed", deploymentId: deployment.id });
    await cloud.resource("aws:apigatewayv2/route:Route").delete(route, { apiId });
    url = String(fixed.outputs.invokeUrl);
    assert.equal(await answerTo(await connect(), { action: "say" }), "said");
  });

  it("is found under a custom domain, below the longest key", async () => {
    await routed("$connect", () => ({ statusCode: 200 }));
    await make("ApiMapping", { apiId, domainName: "live.example.com", stage: "live", apiMappingKey: "v1" });
    const on = async (path: string) => {
      url = url.replace(/\/live$/, "");
      return (await connect(path, { headers: { host: "live.example.com" } })).status;
    };
    assert.deepEqual([await on("/v1"), await on("/v2"), await on("/live")], [101, 403, 403]);
    assert.equal(called.at(-1)?.[1].requestContext.domainName, "live.example.com");
  });
});
