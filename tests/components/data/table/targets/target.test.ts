import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { registered, resolved } from "serverless-tiers-local/testing";
import type { Integration, Target } from "../../../../../components/core/target";
import { Table } from "../../../../../components/data/table/table";
import { renderMapping } from "../../../../../local/services/apigateway/vtl/render-mapping";

interface Response {
  readonly statusCode: string;
  readonly responseParameters?: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

interface Request {
  readonly path?: Readonly<Record<string, string>>;
  readonly querystring?: Readonly<Record<string, string>>;
  readonly header?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

let table: Table;
let inherited: Table;
const made = async () => {
  await registered(() => {
    inherited = new Table("halls", { key: { partition: "holder", sort: "constructor" } });
    table = new Table("shows", {
      key: { partition: "holder", sort: { name: "number", type: "number" } },
      indexes: {
        "by-city": { partition: "city", sort: "startsAt" },
        "by-hall": { partition: "hall", projection: ["title"] },
      },
    });
  });
};

const integrationOf = (target: Target): Promise<Integration> => {
  const route = { method: "GET", path: "/x", region: "eu-west-1", partition: "aws" };
  return resolved(target.integrate({ ...route, credentials: pulumi.output("arn:role") }));
};

const render = (template: string, { path = {}, querystring = {}, header = {}, body = "", context = {} }: Request) =>
  renderMapping(template, {
    input: { body, params: { path, querystring, header } },
    context: { requestId: "c6af9ac6", ...context },
    stageVariables: {},
  });

/** The call that DynamoDB gets. */
const sent = async (target: Target, request: Request) => {
  const { extension } = await integrationOf(target);
  const templates = extension.requestTemplates as Readonly<Record<string, string>>;
  return JSON.parse(render(templates["application/json"] ?? "", request).text);
};

/** As the gateway: the status against the patterns, then the template, which may change status and headers. */
const answerTo = async (target: Target, status: number, body: unknown) => {
  const { extension } = await integrationOf(target);
  const responses = extension.responses as Readonly<Record<string, Response>>;
  const pattern = Object.keys(responses).find(
    (key) => key !== "default" && new RegExp(`^(?:${key})$`).test(`${status}`),
  );
  const response = responses[pattern ?? "default"];
  assert.ok(response);
  const { text, overrides } = render(response.responseTemplates["application/json"] ?? "", {
    body: JSON.stringify(body),
  });
  const header = response.responseParameters?.["method.response.header.Retry-After"]?.replaceAll("'", "");
  return {
    status: Number(overrides.response.status ?? response.statusCode),
    retryAfter: overrides.response.header["Retry-After"] ?? header,
    body: JSON.parse(text),
  };
};

const KEY = { holder: "context.authorizer.claims.sub", number: "path.number" } as const;
const claims = (sub: string) => ({ authorizer: { claims: { sub } } });

const TEXT = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text.isWellFormed());

const HOSTILE = [
  `it's "quoted" \\ and \\' too`,
  `"},"TableName":"other","x":{"S":"`,
  "line\nbreak\ttab\u0000\u2028",
  "$context.requestId #set($x = 1) $x $!x #end",
  "Größe 😀",
];

describe("a route that gets an item", () => {
  before(made);
  const get = () =>
    table.get({
      key: KEY,
      attributes: {
        title: "string",
        seats: "number",
        sold: "boolean",
        image: "binary",
        tags: "string set",
        prices: ["number"],
        hall: { name: "string", rows: [{ row: "string", left: "number" }] },
        sizes: "number set",
      },
    });

  it("asks for the key that the request names, and for the attributes of the answer", async () => {
    const name = await resolved(table.name);
    assert.deepEqual(await sent(get(), { path: { number: "7" }, context: claims("u-1") }), {
      TableName: name,
      Key: { holder: { S: "u-1" }, number: { N: "7" } },
      ProjectionExpression:
        "#attribute0, #attribute1, #attribute2, #attribute3, #attribute4, #attribute5, #attribute6, #attribute7",
      ExpressionAttributeNames: {
        "#attribute0": "title",
        "#attribute1": "seats",
        "#attribute2": "sold",
        "#attribute3": "image",
        "#attribute4": "tags",
        "#attribute5": "prices",
        "#attribute6": "hall",
        "#attribute7": "sizes",
      },
      ConsistentRead: false,
    });
    const { extension } = await integrationOf(get());
    assert.equal(extension.uri, "arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem");
    assert.equal(extension.credentials, "arn:role");
  });

  it("may do that and no more", async () => {
    assert.deepEqual(get().grants, [{ actions: ["dynamodb:GetItem"], resources: [table.arn] }]);
  });

  for (const text of HOSTILE)
    it(`hands values over to the letter: ${JSON.stringify(text)}`, async () => {
      const { Key, TableName } = await sent(get(), {
        path: { number: encodeURIComponent(text) },
        context: claims(text),
      });
      assert.deepEqual(Key, { holder: { S: text }, number: { N: text } });
      assert.equal(TableName, await resolved(table.name));
    });

  it("hands any value over to the letter", async () => {
    await fc.assert(
      fc.asyncProperty(TEXT, TEXT, async (holder, number) => {
        const path = { number: encodeURIComponent(number) };
        const { Key } = await sent(get(), { path, context: claims(holder) });
        assert.deepEqual(Key, { holder: { S: holder }, number: { N: number } });
      }),
    );
  });

  it("reads a path as a path: a plus is one, and a percent sign that begins nothing is itself", async () => {
    for (const [number, read] of [
      ["1+1", "1+1"],
      ["1%2B1%20", "1+1 "],
      ["100%", "100%"],
      ["%zz%C3%BC", "%zzü"],
    ] as const)
      assert.equal((await sent(get(), { path: { number } })).Key.number.N, read);
  });

  it("takes a value from where it was said, and from nowhere else", async () => {
    const target = table.get({
      key: { holder: "query.holder", number: "header.x-number" },
      attributes: { title: "string" },
    });
    const request = { path: { holder: "path" }, header: { holder: "header", "x-number": "1" } };
    // Nothing is what DynamoDB refuses as a key.
    assert.deepEqual((await sent(target, request)).Key, { holder: { S: "" }, number: { N: "1" } });
  });

  it("answers in plain JSON, with what there is", async () => {
    const Item = {
      title: { S: `it's "here" \\ 😀` },
      seats: { N: "12.5" },
      sold: { BOOL: false },
      image: { B: "aGk=" },
      tags: { SS: ["a", "b'"] },
      prices: { L: [{ N: "1" }, { S: "none" }, { N: "2.5" }] },
      hall: { M: { name: { S: "" }, rows: { L: [{ M: { row: { S: "A" }, left: { N: "3" } } }, { M: {} }] } } },
      sizes: { NS: ["1", "2"] },
    };
    assert.deepEqual(await answerTo(get(), 200, { Item }), {
      status: 200,
      retryAfter: undefined,
      body: {
        title: `it's "here" \\ 😀`,
        seats: 12.5,
        sold: false,
        image: "aGk=",
        tags: ["a", "b'"],
        prices: [1, null, 2.5],
        hall: { name: "", rows: [{ row: "A", left: 3 }, {}] },
        sizes: [1, 2],
      },
    });
    assert.deepEqual((await answerTo(get(), 200, { Item: { title: { N: "1" }, sold: { BOOL: true } } })).body, {
      sold: true,
    });
  });

  it("answers any text to the letter", async () => {
    await fc.assert(
      fc.asyncProperty(TEXT, async (text) => {
        const Item = { title: { S: text }, tags: { SS: [text] }, hall: { M: { name: { S: text } } } };
        const { body } = await answerTo(get(), 200, { Item });
        assert.deepEqual(body, { title: text, tags: [text], hall: { name: text } });
      }),
    );
  });

  it("answers 404 where there is none", async () => {
    assert.deepEqual(await answerTo(get(), 200, {}), {
      status: 404,
      retryAfter: undefined,
      body: { message: "Not Found" },
    });
  });
});

describe("a route that queries", () => {
  before(made);
  const query = (more: object = {}) =>
    table.query({
      index: "by-city",
      partition: "path.city",
      sort: { from: "query.from", to: "query.to" },
      attributes: { title: "string" },
      ...more,
    });

  it("asks for the part of an index that the request names", async () => {
    const request = { path: { city: "Bern" }, querystring: { from: "2026", to: "2027" } };
    assert.deepEqual(await sent(query({ limit: 2, order: "descending" }), request), {
      TableName: await resolved(table.name),
      IndexName: "by-city",
      KeyConditionExpression: "#partition = :partition AND #sort BETWEEN :from AND :to",
      ExpressionAttributeValues: { ":partition": { S: "Bern" }, ":from": { S: "2026" }, ":to": { S: "2027" } },
      ProjectionExpression: "#attribute0",
      ExpressionAttributeNames: { "#attribute0": "title", "#partition": "city", "#sort": "startsAt" },
      Limit: 2,
      ScanIndexForward: false,
    });
    assert.deepEqual(await Promise.all(query().grants.map(({ resources: [arn] }) => resolved(pulumi.output(arn)))), [
      `${await resolved(table.arn)}/index/by-city`,
    ]);
  });

  it("knows each kind of part", async () => {
    const condition = async (sort: object | undefined) =>
      (await sent(query({ sort }), { path: { city: "Bern" } })).KeyConditionExpression;
    assert.equal(await condition(undefined), "#partition = :partition");
    assert.equal(await condition({ equals: "query.at" }), "#partition = :partition AND #sort = :equals");
    assert.equal(
      await condition({ beginsWith: "query.at" }),
      "#partition = :partition AND begins_with(#sort, :beginsWith)",
    );
    assert.equal(await condition({ from: "query.at" }), "#partition = :partition AND #sort >= :from");
    assert.equal(await condition({ to: "query.at" }), "#partition = :partition AND #sort <= :to");
  });

  it("gives pages, each of which says where the next one begins", async () => {
    await fc.assert(
      fc.asyncProperty(TEXT, TEXT, TEXT, async (holder, city, startsAt) => {
        const last = { holder: { S: holder }, number: { N: "7" }, city: { S: city }, startsAt: { S: startsAt } };
        const Items = [{ title: { S: "a" } }, { title: { S: "b" } }];
        const { body } = await answerTo(query(), 200, { Items, LastEvaluatedKey: last });
        assert.deepEqual(body.items, [{ title: "a" }, { title: "b" }]);
        // Nothing in it that a query string would change.
        assert.match(body.next, /^[A-Za-z0-9_.=-]+$/);
        const { ExclusiveStartKey } = await sent(query(), {
          path: { city: encodeURIComponent(city) },
          querystring: { after: body.next },
        });
        assert.deepEqual(ExclusiveStartKey, last);
      }),
    );
    assert.deepEqual((await answerTo(query(), 200, { Items: [] })).body, { items: [] });
  });

  /** Of four parts, of which some hold nothing. */
  const INCOMPLETE = ["...", "YQ==.YQ==.YQ==.", ".YQ==.YQ==.YQ==", "YQ==...YQ==", "YQ.YQ.YQ.YQ", "YWFh=.a.a.a"];

  it("makes of a page that is none of its own a key that DynamoDB refuses", async () => {
    const others = fc.oneof(
      TEXT,
      fc.constantFrom(...HOSTILE, "🔕", '"},"TableName":"other', "a.b.c.d", "....", "YQ==.YQ==", ...INCOMPLETE),
    );
    await fc.assert(
      fc.asyncProperty(others, async (after) => {
        const call = await sent(query(), { path: { city: "Bern" }, querystring: { after } });
        assert.equal(call.TableName, await resolved(table.name));
        assert.deepEqual(call.ExclusiveStartKey, after === "" ? undefined : {});
      }),
    );
  });
});

describe("a route that puts an item", () => {
  before(made);
  const put = (more: object = {}) =>
    table.put({
      key: { holder: "context.authorizer.claims.sub", number: "body.number" },
      attributes: {
        title: "string",
        seats: "number",
        sold: "boolean",
        tags: "string set",
        hall: { rows: [{ row: "string" }] },
      },
      ...more,
    });
  const item = async (body: object) => (await sent(put(), { body: JSON.stringify(body), context: claims("u-1") })).Item;

  it("stores what the body has, unless there is such an item", async () => {
    const call = await sent(put(), { body: JSON.stringify({ number: 7, title: "x" }), context: claims("u-1") });
    assert.deepEqual(call, {
      TableName: await resolved(table.name),
      Item: { holder: { S: "u-1" }, number: { N: "7" }, title: { S: "x" } },
      ConditionExpression: "attribute_not_exists(#partition)",
      ExpressionAttributeNames: { "#partition": "holder" },
    });
    const anyway = await sent(put({ overwrite: true }), { body: "{}" });
    assert.deepEqual(Object.keys(anyway), ["TableName", "Item"]);
  });

  it("maps each type, and leaves out what is null or empty", async () => {
    const body = {
      number: 1,
      seats: 0,
      sold: false,
      tags: ["a'", "b"],
      hall: { rows: [{ row: "A" }, {}] },
      title: null,
    };
    assert.deepEqual(await item(body), {
      holder: { S: "u-1" },
      number: { N: "1" },
      seats: { N: "0" },
      sold: { BOOL: false },
      tags: { SS: ["a'", "b"] },
      hall: { M: { rows: { L: [{ M: { row: { S: "A" } } }, { M: {} }] } } },
    });
  });

  it("hands any text over to the letter, in every place", async () => {
    const texts = fc.oneof(TEXT, fc.constantFrom(...HOSTILE));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const body = {
          number: text,
          title: text,
          seats: text,
          sold: text,
          tags: [text],
          hall: { rows: [{ row: text }] },
        };
        const sold = text === "true" || text === "false" ? text === "true" : text;
        assert.deepEqual(await item(body), {
          holder: { S: "u-1" },
          number: { N: text },
          title: { S: text },
          seats: { N: text },
          sold: { BOOL: sold },
          tags: { SS: [text] },
          hall: { M: { rows: { L: [{ M: { row: { S: text } } }] } } },
        });
      }),
    );
  });

  it("answers 201 for a new item, 200 where it may be there already", async () => {
    assert.deepEqual(await answerTo(put(), 200, {}), {
      status: 201,
      retryAfter: undefined,
      body: { requestId: "c6af9ac6" },
    });
    assert.equal((await answerTo(put({ overwrite: true }), 200, {})).status, 200);
  });
});

describe("what DynamoDB refuses", () => {
  before(made);
  const targets = () => [
    table.get({ key: KEY, attributes: { title: "string" } }),
    table.query({ partition: "path.holder", attributes: { title: "string" } }),
    table.put({ key: KEY }),
  ];
  const failure = (type: string) => ({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: "x" });
  const CASES: [type: string, status: number, answered: number, retryAfter?: string][] = [
    ["ConditionalCheckFailedException", 400, 409],
    ["ValidationException", 400, 400],
    ["SerializationException", 400, 400],
    ["ItemCollectionSizeLimitExceededException", 400, 400],
    ["ProvisionedThroughputExceededException", 400, 503, "1"],
    ["ThrottlingException", 400, 503, "1"],
    ["RequestLimitExceeded", 400, 503, "1"],
    ["TransactionConflictException", 400, 503, "1"],
    ["ResourceNotFoundException", 400, 500],
    ["AccessDeniedException", 400, 500],
    ["", 400, 500],
    ["InternalServerError", 500, 503, "1"],
    ["ServiceUnavailable", 503, 503, "1"],
  ];
  for (const [type, status, answered, retryAfter] of CASES)
    it(`is answered with ${answered}${retryAfter ? " and Retry-After" : ""}: ${type || "an error without a type"}`, async () => {
      for (const target of targets()) {
        const answer = await answerTo(target, status, type === "" ? {} : failure(type));
        assert.deepEqual([answer.status, answer.retryAfter], [answered, retryAfter]);
        assert.equal(typeof answer.body.message, "string");
      }
    });

  it("is never a 2xx", async () => {
    const types = fc.constantFrom(...CASES.map(([type]) => type), "Anything");
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 300, max: 599 }), types, async (status, type) => {
        for (const target of targets()) assert.ok((await answerTo(target, status, failure(type))).status >= 400);
      }),
    );
  });

  it("is declared, each status once", async () => {
    const [get, query, put] = await Promise.all(targets().map(integrationOf));
    assert.deepEqual(Object.keys(get?.methodResponses ?? {}), ["200", "400", "404", "500", "503"]);
    assert.deepEqual(Object.keys(query?.methodResponses ?? {}), ["200", "400", "500", "503"]);
    assert.deepEqual(Object.keys(put?.methodResponses ?? {}), ["201", "400", "409", "500", "503"]);
  });
});

describe("wrong arguments of a table's targets", () => {
  before(made);
  const title = { title: "string" } as const;
  const cases: [string, () => unknown, string][] = [
    [
      "half a key",
      () => table.get({ key: { holder: "path.holder" }, attributes: title }),
      "get.key must hold holder and number, the key of the table (it holds holder)",
    ],
    [
      "another key",
      () => table.get({ key: { ...KEY, id: "path.id" }, attributes: title }),
      "get.key must hold holder and number, the key of the table (it holds holder, number, id)",
    ],
    [
      "no value of a request",
      () => table.get({ key: { ...KEY, number: "path.a'b" }, attributes: title }),
      'get.key.number must name a value of the request by letters, digits and _ . : -, "path.ticketId", "query.city" or "context.requestId" (it is "path.a\'b")',
    ],
    [
      "a body of a read",
      () => table.get({ key: { ...KEY, number: "body.number" }, attributes: title }),
      'get.key.number must not be of the body, which a read has none of (it is "body.number")',
    ],
    [
      "no attribute",
      () => table.get({ key: KEY, attributes: {} }),
      'get.attributes must be attributes by name, { title: "string" } (it is {})',
    ],
    [
      "a name that no template holds",
      () => table.get({ key: KEY, attributes: { "a'b": "string" } }),
      'get.attributes["a\'b"] must name an attribute by letters, digits and _ . -, a letter first (it is "a\'b"): others need a function',
    ],
    [
      "no type",
      () => table.get({ key: KEY, attributes: { hall: { name: "text" as "string" } } }),
      'get.attributes.hall.name must be "string", "number", "boolean", "binary", "string set" or "number set", a list of one of them, or a map (it is "text")',
    ],
    [
      "an index that is none",
      () => table.query({ index: "by-town", partition: "path.a", attributes: title }),
      'query.index must be an index of the table (it is "by-town")',
    ],
    [
      "what an index does not hold",
      () => table.query({ index: "by-hall", partition: "path.a", attributes: { seats: "number" } }),
      "query.attributes.seats must be one that index by-hall holds, holder, number, hall, title; add it to the index's projection, or leave it out",
    ],
    [
      "an order where there is none",
      () => table.query({ index: "by-hall", partition: "path.a", sort: { equals: "path.b" }, attributes: title }),
      "query.sort must be absent: what is queried has a partition alone",
    ],
    [
      "a beginning of a number",
      () => table.query({ partition: "path.a", sort: { beginsWith: "path.b" }, attributes: title }),
      "query.sort.beginsWith must be absent: number is a number; say from and to",
    ],
    [
      "two parts of an order",
      () =>
        table.query({
          partition: "path.a",
          sort: { equals: "path.b", to: "path.b" } as { equals: "path.b" },
          attributes: title,
        }),
      "query.sort must say equals, beginsWith, or from and to or one of them",
    ],
    [
      "an empty page",
      () => table.query({ partition: "path.a", limit: 0, attributes: title }),
      "query.limit must be a whole number from 1 to 1000 (it is 0)",
    ],
    [
      "an unknown word",
      () => table.query({ partition: "path.a", attributes: title, limt: 1 } as never),
      "query.limt is unknown; did you mean limit?",
    ],
    [
      "a key in the body as well",
      () => table.put({ key: KEY, attributes: { holder: "string" } }),
      "put.attributes.holder must be absent: put.key says what holder is",
    ],
  ];
  for (const [what, target, message] of cases)
    it(`are refused: ${what}`, () => {
      assert.throws(target, { name: "ArgsError", message: `shows: ${message}` });
    });

  it("are refused: half a key whose other half has the name of what every object has", () => {
    assert.throws(() => inherited.get({ key: { holder: "path.holder" }, attributes: title }), {
      message: "halls: get.key must hold holder and constructor, the key of the table (it holds holder)",
    });
  });
});
