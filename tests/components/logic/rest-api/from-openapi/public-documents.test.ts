import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { registered, the } from "serverless-tiers-local/testing";
import { RestApi, type SchemeBinding } from "../../../../../components";
import type { SecurityScheme } from "../../../../../components/core/authorizer";
import { documentForClients } from "../../../../../local/plan/api-document";
import { target } from "../targets";

type Json = Record<string, unknown>;

const read = (name: string): Json => JSON.parse(readFileSync(join(__dirname, "documents", `${name}.json`), "utf8"));

const METHODS = ["get", "put", "post", "delete", "patch", "head", "options"];

/** What stands for a reference. */
const resolve = (document: Json, value: unknown): Json => {
  const { $ref } = Object(value);
  if (typeof $ref !== "string") return Object(value) as Json;
  const keys = $ref.slice("#/".length).split("/");
  return resolve(
    document,
    keys.reduce((held: unknown, key) => Object(held)[key], document),
  );
};

/** The operations of a document, by method and path, in the words that the import has to keep. */
const operationsOf = (document: Json): Json => {
  const found: Json = {};
  for (const [path, item] of Object.entries(document.paths as Record<string, Json>))
    for (const method of METHODS.filter((one) => one in item)) {
      const operation = item[method] as Json;
      const shared = [...((item.parameters as Json[]) ?? []), ...((operation.parameters as Json[]) ?? [])];
      const parameters = shared
        .map((one) => resolve(document, one))
        .filter(({ in: place }) => !/body|formData/.test(String(place)));
      const responses = Object.entries(operation.responses as Json).filter(([status]) => status !== "default");
      const { operationId, summary, description, tags } = operation;
      found[`${method} ${path}`] = {
        ...Object.fromEntries(
          Object.entries({ operationId, summary, description, tags }).filter(([, one]) => one !== undefined),
        ),
        parameters: parameters.map(({ in: place, name, required }) => `${place} ${name}${required ? " required" : ""}`),
        responses: responses.map(([status, one]) => `${status} ${resolve(document, one).description}`),
      };
    }
  return found;
};

const idsOf = (document: Json): string[] =>
  Object.values(operationsOf(document)).map((operation) => String((operation as Json).operationId));

const guard = (name: string): SchemeBinding => ({
  name,
  settings: {},
  scheme: () =>
    pulumi.output(name).apply((): SecurityScheme => ({ type: "apiKey", name: "Authorization", in: "header" })),
});

const imported = async (document: Json, authorizers: Record<string, SchemeBinding>) => {
  const apis: RestApi[] = [];
  const made = await registered(() => {
    const bind = Object.fromEntries(idsOf(document).map((id) => [id, target()]));
    apis.push(RestApi.fromOpenApi("shop", document, { bind, auth: "none", authorizers }));
  });
  const { body } = the(made, "aws:apigateway/restApi:RestApi", "shop").inputs;
  return { document: documentForClients(JSON.parse(String(body))) as Json, dropped: apis[0]?.plan.dropped };
};

const DOCUMENTS: readonly [name: string, authorizers: Record<string, SchemeBinding>, dropped: readonly string[]][] = [
  [
    "petstore",
    { petstore_auth: guard("petstore_auth"), api_key: "key" },
    [
      'API Gateway drops the path of its server, /api/v3, which basePath: "prepended" would put before its routes (/servers/0)',
      "API Gateway drops schemas of bodies in other than JSON, application/xml (5 places, the first is /paths/~1pet/put/requestBody)",
      "API Gateway drops schemas of bodies in other than JSON, application/x-www-form-urlencoded (5 places, the first is /paths/~1pet/put/requestBody)",
      "API Gateway drops schemas of answers in other than JSON, application/xml (11 places, the first is /paths/~1pet/put/responses/200)",
      "API Gateway drops answers of status default (19 places, the first is /paths/~1pet/put)",
      "API Gateway drops schemas of bodies in other than JSON, application/octet-stream (/paths/~1pet~1{petId}~1uploadImage/post/requestBody)",
      "API Gateway drops that a body may be absent, where it checks it (4 places, the first is /paths/~1store~1order/post)",
      "API Gateway drops scopes, which it knows of access tokens of user pools alone (8 places, the first is /components/securitySchemes/petstore_auth)",
      "API Gateway drops other ways to authorize than petstore_auth, as it asks for one (/paths/~1pet~1{petId}/get)",
      "API Gateway does not enforce format; the handler has to",
    ],
  ],
  [
    "museum",
    { MuseumPlaceholderAuth: guard("MuseumPlaceholderAuth") },
    [
      'API Gateway drops the path of its server, /_mock/docs/openapi/museum-api, which basePath: "prepended" would put before its routes (/servers/0)',
      "API Gateway drops webhooks (/webhooks)",
      "API Gateway drops schemas of answers in other than JSON, image/png (/paths/~1tickets~1{ticketId}~1qr/get/responses/200)",
      "API Gateway does not enforce format; the handler has to",
    ],
  ],
  [
    "petstore-expanded",
    {},
    [
      'API Gateway drops the path of its server, /api, which basePath: "prepended" would put before its routes (/servers/0)',
      "API Gateway drops answers of status default (4 places, the first is /paths/~1pets/get)",
      "API Gateway does not enforce format; the handler has to",
    ],
  ],
  [
    "tic-tac-toe",
    {
      defaultApiKey: "key",
      bearerHttpAuthentication: guard("bearerHttpAuthentication"),
      app2AppOauth: guard("app2AppOauth"),
    },
    [
      "API Gateway drops schemas of answers in other than JSON, text/html (2 places, the first is /paths/~1board~1{row}~1{column}/get/responses/400)",
      "API Gateway drops scopes, which it knows of access tokens of user pools alone (/components/securitySchemes/app2AppOauth)",
      // A key, which would be first, authorizes nobody.
      "API Gateway drops other ways to authorize than app2AppOauth, as it asks for one (/paths/~1board/get)",
      "API Gateway drops other ways to authorize than bearerHttpAuthentication, as it asks for one (2 places, the first is /paths/~1board~1{row}~1{column}/get)",
      "API Gateway does not enforce maxItems; the handler has to",
      "API Gateway does not enforce minItems; the handler has to",
    ],
  ],
];

/** Schemas of the pet store, those without a name by the operation that has them. */
const NAMED = [
  "ApiResponse",
  "CreateUsersWithListInputBody",
  "FindPetsByStatus200",
  "FindPetsByTags200",
  "GetInventory200",
  "LoginUser200",
  "Order",
  "User",
];

describe("a document that nobody here wrote", () => {
  for (const [name, authorizers, dropped] of DOCUMENTS) {
    it(`${name}: every operation is in the API, in the words of the document; what is dropped is said`, async () => {
      const source = read(name);
      const first = await imported(source, authorizers);
      const { title, version, description } = source.info as Json;
      assert.deepEqual(first.document.info, { title, version, ...(description !== undefined && { description }) });
      assert.deepEqual(operationsOf(first.document), operationsOf(source));
      assert.deepEqual([...(first.dropped ?? [])].sort(), [...dropped].sort());
    });

    it(`${name}: what comes out goes in again, and comes out the same`, async () => {
      const first = await imported(read(name), authorizers);
      const schemes = Object.keys(Object(first.document.components).securitySchemes ?? {});
      const again = Object.fromEntries(schemes.map((one) => [one, authorizers[one] ?? "key"]));
      const second = await imported(first.document, again);
      assert.deepEqual(second.document, first.document);
    });
  }

  it("has models of what bodies and answers are, and asks who calls", async () => {
    const { document } = await imported(read("petstore"), { petstore_auth: guard("x"), api_key: "key" });
    const { Pet, Category, Tag, ...others } = Object(document.components).schemas;
    assert.deepEqual(Pet, {
      type: "object",
      required: ["name", "photoUrls"],
      properties: {
        id: { type: "integer", format: "int64" },
        name: { type: "string" },
        category: { $ref: "#/components/schemas/Category" },
        photoUrls: { type: "array", items: { type: "string" } },
        tags: { type: "array", items: { $ref: "#/components/schemas/Tag" } },
        status: {
          type: "string",
          description: "pet status in the store",
          enum: ["available", "pending", "sold"],
        },
      },
    });
    assert.deepEqual([Category.type, Tag.type], ["object", "object"]);
    assert.deepEqual(Object.keys(others).sort(), NAMED);
    const operation = (document.paths as Record<string, Record<string, Json>>)["/pet"]?.post;
    assert.deepEqual(operation?.requestBody, {
      required: true,
      content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
    });
    assert.deepEqual(operation?.security, [{ petstore_auth: [] }]);
  });
});
