import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { registered, the } from "serverless-tiers-local/testing";
import { type FromOpenApiArgs, RestApi, UserPool } from "../../../../../components";
import type { SecurityScheme } from "../../../../../components/core/authorizer";
import { queueTarget, target } from "../targets";

type Json = Record<string, unknown>;

const OK = { "200": { description: "Fine." } };

const documentOf = (paths: Json, more: Json = {}): Json => ({
  openapi: "3.1.0",
  info: { title: "Pets", version: "7" },
  paths,
  ...more,
});

const LIST = { "/pets": { get: { operationId: "listPets", responses: OK } } };

const args = (more: Partial<FromOpenApiArgs> = {}): FromOpenApiArgs => ({
  bind: { listPets: target() },
  auth: "none",
  ...more,
});

const imported = async (document: Json, given: FromOpenApiArgs = args()) => {
  const apis: RestApi[] = [];
  const made = await registered(() => apis.push(RestApi.fromOpenApi("pets", document, given)));
  const { body } = the(made, "aws:apigateway/restApi:RestApi", "pets").inputs;
  return { made, document: JSON.parse(String(body)), dropped: apis[0]?.plan.dropped ?? [] };
};

const guard = (name: string) => ({
  name,
  settings: {},
  scheme: () =>
    pulumi.output(name).apply((): SecurityScheme => ({ type: "apiKey", name: "Authorization", in: "header" })),
});

describe("an API from a document", () => {
  it("leads operations to what is bound to them, with what the document cannot say", async () => {
    const { made, document } = await imported(
      documentOf(
        { ...LIST, "/jobs": { post: { operationId: "add-job", responses: OK } } },
        { servers: [{ url: "/v{n}/", variables: { n: { default: "2" } } }] },
      ),
      args({
        bind: { listPets: target(), "add-job": { to: queueTarget(), apiKey: true, throttle: { rate: 1, burst: 2 } } },
        basePath: "prepended",
      }),
    );
    assert.deepEqual(Object.keys(document.paths), ["/v2/jobs", "/v2/pets"]);
    const { post } = document.paths["/v2/jobs"];
    assert.deepEqual([post.operationId, post.security], ["add-job", [{ api_key: [] }]]);
    assert.equal(post["x-amazon-apigateway-integration"].type, "aws");
    assert.equal(
      the(made, "aws:apigateway/methodSettings:MethodSettings", "pets-settings-postV2Jobs").inputs.methodPath,
      "v2/jobs/POST",
    );
    assert.deepEqual(document.info, { title: "Pets", version: "7" });
  });

  describe("says of a schema in draft 4", () => {
    const modelOf = async (schema: unknown, more: Json = {}, version = "3.1.0") => {
      const post = {
        operationId: "listPets",
        responses: OK,
        requestBody: { required: true, content: { "application/json": { schema } } },
      };
      const { document, dropped } = await imported({ ...documentOf({ "/pets": { post } }, more), openapi: version });
      return { model: document.components.schemas.ListPetsBody, schemas: document.components.schemas, dropped };
    };

    it("what OpenAPI 3.0 and 3.1 have in other words", async () => {
      for (const [schema, model, version] of [
        [{ type: "string", nullable: true }, { anyOf: [{ type: "string" }, { type: "null" }] }, "3.0.3"],
        [{ type: ["string", "null"], maxLength: 3 }, { anyOf: [{ type: "string", maxLength: 3 }, { type: "null" }] }],
        [
          { type: "string", nullable: true, enum: ["a", null] },
          { anyOf: [{ type: "string", enum: ["a"] }, { type: "null" }] },
          "3.0.3",
        ],
        [{ type: ["string", "integer"] }, { anyOf: [{ type: "string" }, { type: "integer" }] }],
        [{ type: ["string"] }, { type: "string" }],
        [{ const: "cat" }, { enum: ["cat"] }],
        [{ minimum: 1, exclusiveMinimum: true }, { minimum: 1, exclusiveMinimum: true }, "3.0.3"],
        [
          { exclusiveMinimum: 1, exclusiveMaximum: 5 },
          { minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: true },
        ],
        [{ minimum: 3, exclusiveMinimum: 1 }, { minimum: 3 }],
        [
          { type: "object", additionalProperties: false, required: [] },
          { type: "object", additionalProperties: false },
        ],
        [{ properties: { a: true, b: false } }, { properties: { a: {}, b: { not: {} } } }],
        // A property may be called as a keyword is.
        [
          { properties: { example: { type: "string", example: "x" } } },
          { properties: { example: { type: "string" } } },
        ],
        [{ default: { example: 1 } }, { default: { example: 1 } }],
      ] as const)
        assert.deepEqual((await modelOf(schema, {}, version)).model, model, JSON.stringify(schema));
    });

    it("references, by the names that API Gateway takes, however they are nested", async () => {
      const schemas = {
        "pet-list": { type: "array", items: { $ref: "#/components/schemas/pet" } },
        pet: { type: "object", properties: { mother: { $ref: "#/components/schemas/pet" }, name: { type: "string" } } },
        Pet: { type: "integer" },
        unused: { type: "string" },
      };
      const { schemas: models } = await modelOf(
        {
          properties: {
            all: { $ref: "#/components/schemas/pet-list" },
            other: { $ref: "#/components/schemas/Pet" },
            name: { $ref: "#/components/schemas/pet/properties/name" },
            short: { $ref: "#/components/schemas/Pet", maximum: 3, description: "of no effect" },
          },
        },
        { components: { schemas } },
      );
      const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
      assert.deepEqual(models, {
        ListPetsBody: {
          properties: {
            all: ref("PetList"),
            other: ref("Pet2"),
            name: { type: "string" },
            short: { allOf: [ref("Pet2"), { maximum: 3 }] },
          },
        },
        PetList: { type: "array", items: ref("Pet") },
        Pet: { type: "object", properties: { mother: ref("Pet"), name: { type: "string" } } },
        Pet2: { type: "integer" },
      });
    });

    it("what API Gateway does not take, as a warning", async () => {
      const { model, dropped } = await modelOf({
        type: "object",
        required: ["id", "name"],
        properties: { id: { type: "string", readOnly: true }, name: { pattern: "^(?<a>x)$", minLength: 1 } },
        if: { properties: {} },
        prefixItems: [{}],
      });
      assert.deepEqual(model.required, ["name"]);
      assert.deepEqual(model.properties.name, { minLength: 1 });
      const at = "(/paths/~1pets/post/requestBody)";
      assert.deepEqual(dropped, [
        "API Gateway drops the keyword pattern of schemas (/paths/~1pets/post/requestBody/properties/name)",
        `API Gateway drops the keyword if of schemas ${at}`,
        `API Gateway drops the keyword prefixItems of schemas ${at}`,
        `API Gateway drops required of a property that is readOnly ${at}`,
      ]);
    });
  });

  it("asks for the parameters of the operation and of its path", async () => {
    const { document, dropped } = await imported(
      documentOf({
        "/pets/{petId}": {
          parameters: [
            { name: "petId", in: "path", required: true, schema: { type: "integer" } },
            { name: "limit", in: "query", schema: { type: "integer" } },
          ],
          get: {
            operationId: "listPets",
            responses: OK,
            parameters: [
              { name: "limit", in: "query", required: true },
              { name: "X-Tenant", in: "header", description: "Whose." },
              { name: "Authorization", in: "header", required: true },
              { name: "session", in: "cookie" },
            ],
          },
        },
      }),
    );
    const { get } = document.paths["/pets/{petId}"];
    assert.deepEqual(get.parameters, [
      { name: "petId", in: "path", required: true, schema: { type: "integer" } },
      { name: "limit", in: "query", required: true, schema: { type: "string" } },
      { name: "X-Tenant", in: "header", required: false, description: "Whose.", schema: { type: "string" } },
    ]);
    assert.equal(get["x-amazon-apigateway-request-validator"], "parameters");
    assert.deepEqual(dropped, ["API Gateway drops the parameter session in cookies (/paths/~1pets~1{petId}/get)"]);
  });

  describe("says who may call", () => {
    const securedBy = async (security: unknown, more: Partial<FromOpenApiArgs>, document: Json = {}) => {
      const get = { operationId: "listPets", responses: OK, ...(security !== undefined && { security }) };
      const { auth: _, ...open } = args();
      const securitySchemes = {
        oauth: { type: "oauth2" },
        basic: { type: "http" },
        plan: { type: "apiKey", in: "header", name: "X-API-Key" },
      };
      const made = await imported(documentOf({ "/pets": { get } }, { components: { securitySchemes }, ...document }), {
        ...open,
        ...more,
      });
      return made.document.paths["/pets"].get.security;
    };

    it("by the security of the operation, of the document, or of the API", async () => {
      const authorizers = { oauth: guard("mine"), basic: "iam" } as const;
      assert.deepEqual(await securedBy([{ oauth: [] }], { authorizers }), [{ oauth: [] }]);
      assert.deepEqual(await securedBy(undefined, { authorizers }, { security: [{ basic: [] }] }), [{ sigv4: [] }]);
      assert.deepEqual(await securedBy(undefined, { auth: "iam" }), [{ sigv4: [] }]);
      assert.deepEqual(await securedBy([{ oauth: [], plan: [] }], { authorizers }), [{ oauth: [] }, { api_key: [] }]);
      assert.deepEqual(await securedBy([{ plan: [] }], {}), [{ api_key: [] }]);
      assert.equal(await securedBy([], { auth: "iam" }), undefined);
      // Whoever may bring nothing is asked all the same, and a key alone is no authorization.
      assert.deepEqual(await securedBy([{}, { plan: [] }, { oauth: [] }], { authorizers }), [{ oauth: [] }]);
      // The word of the binding is the last.
      assert.deepEqual(await securedBy([{ oauth: [] }], { bind: { listPets: { to: target(), auth: "iam" } } }), [
        { sigv4: [] },
      ]);
    });

    it("with the scopes that a user pool knows", async () => {
      const apis: RestApi[] = [];
      const made = await registered(() => {
        const users = new UserPool("people", {
          signIn: "email",
          domain: { prefix: "pets-people" },
          resourceServers: { pets: { read: "Reads." } },
          clients: { app: { kind: "confidential", machine: { scopes: ["pets/read"] } } },
        });
        const get = { operationId: "listPets", responses: OK, security: [{ oauth: ["pets/read"] }] };
        const document = documentOf(
          { "/pets": { get } },
          { components: { securitySchemes: { oauth: { type: "oauth2" } } } },
        );
        const oauth = users.authorizer({ token: "access", scopes: ["pets/read"] });
        apis.push(
          RestApi.fromOpenApi("pets", document, {
            bind: { listPets: { to: { ...target(), checksCallers: true } } },
            authorizers: { oauth },
          }),
        );
      });
      const { body } = the(made, "aws:apigateway/restApi:RestApi", "pets").inputs;
      assert.deepEqual(JSON.parse(String(body)).paths["/pets"].get.security, [{ oauth: ["pets/read"] }]);
    });

    it("and refuses what nobody said", async () => {
      for (const [security, more, message] of [
        [undefined, {}, /^pets: routes\["GET \/pets"\].auth must be named/],
        [[{ oauth: [] }], {}, /^pets: authorizers.oauth must say who may call listPets, which asks for it/],
        [
          [{ oauth: [], basic: [] }],
          { authorizers: { oauth: guard("a"), basic: "iam" } },
          /^pets: bind.listPets must have an auth of its own/,
        ],
        [
          [],
          { authorizers: { oauht: "iam" } },
          /^pets: authorizers.oauht must be of a security scheme of the document; did you mean oauth\?/,
        ],
      ] as const)
        await assert.rejects(securedBy(security, more as never), { name: "ArgsError", message });
    });
  });

  it("is refused for what it could not be, before anything is registered", async () => {
    const get = (more: Json) => ({ "/pets": { get: { operationId: "listPets", responses: OK, ...more } } });
    const made = await registered(() => {
      for (const [document, given, message] of [
        ["{}", {}, /^pets: document must be the document itself/],
        [{ info: {} }, {}, /^pets: document must be of OpenAPI 3.0 or 3.1, or of Swagger 2.0/],
        [{ openapi: "3.2.0", paths: {} }, {}, /^pets: document must be of OpenAPI 3.0 or 3.1/],
        [documentOf({}), {}, /^pets: bind.listPets must be of an operation of the document/],
        [documentOf(LIST), { bind: {} }, /^pets: bind.listPets must be a target, .*: the document has this operation/],
        [documentOf(LIST), { bind: { listPets: { auth: "iam" } } }, /^pets: bind.listPets must be a target/],
        [
          documentOf(LIST),
          { bind: { listPets: target(), lisPets: target() } },
          /^pets: bind.lisPets must be of an operation of the document; did you mean listPets\?/,
        ],
        [documentOf(LIST), { bind: { listPets: { to: target(), body: {} } } }, /^pets: bind.listPets.body is unknown/],
        [documentOf(LIST), { routes: {} }, /^pets: routes is unknown/],
        [
          documentOf({ "/pets": { get: { responses: OK } } }),
          {},
          /^pets: document \/paths\/~1pets\/get must have an operationId/,
        ],
        [
          documentOf({ ...LIST, "/others": LIST["/pets"] }),
          {},
          /^pets: document \/paths\/~1others\/get must have an operationId of its own \(listPets is another's\)/,
        ],
        [
          documentOf({ "/pets/{id}.json": LIST["/pets"] }),
          {},
          /^pets: routes\["GET \/pets\/\{id\}.json"\] has a segment/,
        ],
        [
          documentOf(get({ parameters: [{ $ref: "other.yaml#/a" }] })),
          {},
          /must refer to something in the document \(it is other.yaml#\/a\); bundle/,
        ],
        [
          documentOf(get({ parameters: [{ $ref: "#/components/parameters/a" }] }), {
            components: { parameters: { a: { $ref: "#/components/parameters/a" } } },
          }),
          {},
          /must not refer to itself/,
        ],
        [
          documentOf(get({ parameters: [{ name: "a", in: "path" }] })),
          {},
          /must be a variable of the path, which has no \{a\}/,
        ],
        [documentOf(get({ parameters: [{ name: "a b", in: "query" }] })), {}, /must have names of letters, digits/],
        [
          documentOf(get({ parameters: [{ name: "a", in: "query", schema: { $ref: "#/components/schemas/a" } }] }), {
            components: { schemas: { a: { items: { $ref: "#/components/schemas/a" } } } },
          }),
          {},
          /must not hold itself/,
        ],
      ] as const)
        assert.throws(() => RestApi.fromOpenApi("pets", document as object, args(given as never)), {
          name: "ArgsError",
          message,
        });
    });
    assert.deepEqual(made, []);
  });

  it("of Swagger 2 has its bodies, its shared parts and its types of content", async () => {
    const { document, dropped } = await imported(
      {
        swagger: "2.0",
        info: { title: "Pets", version: "7" },
        host: "a.example",
        basePath: "/",
        consumes: ["application/json"],
        definitions: { Pet: { type: "object" } },
        parameters: {
          Pet: { name: "pet", in: "body", required: true, schema: { $ref: "#/definitions/Pet" } },
          Limit: { name: "limit", in: "query", type: "integer" },
        },
        responses: { Gone: { description: "It is gone.", schema: { $ref: "#/definitions/Pet" } } },
        paths: {
          "/pets": {
            parameters: [{ $ref: "#/parameters/Limit" }],
            post: {
              operationId: "addPet",
              parameters: [{ $ref: "#/parameters/Pet" }],
              responses: { "410": { $ref: "#/responses/Gone" } },
            },
            put: {
              operationId: "form",
              consumes: ["multipart/form-data"],
              parameters: [{ name: "file", in: "formData", type: "file" }],
              responses: OK,
            },
          },
        },
      },
      args({ bind: { addPet: target(), form: target() } }),
    );
    const { post, put } = document.paths["/pets"];
    const content = { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } };
    assert.deepEqual(post.requestBody, { required: true, content });
    assert.deepEqual(post.parameters, [{ name: "limit", in: "query", required: false, schema: { type: "integer" } }]);
    assert.deepEqual(post.responses, { "410": { description: "It is gone.", content } });
    assert.equal(put.requestBody, undefined);
    assert.deepEqual(dropped, [
      "API Gateway drops schemas of bodies in other than JSON, multipart/form-data (/paths/~1pets/put/requestBody)",
    ]);
  });
});
