import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { registered, resolved } from "serverless-tiers-local/testing";
import type { Link } from "../../../../components/core/rights/link";
import { Table } from "../../../../components/data/table/table";

const KEY = { partition: "holder", sort: "ticketId" };
const INDEXES = { "by-city": { partition: "city", sort: "startsAt" } };
const LOCAL = { "by-date": { sort: "date" } };
const KEYS = ["holder", "ticketId", "city", "startsAt", "date"];

let table: Table;
let plain: Table;
let own: Table;
let arn: string;

const made = async () => {
  await registered(() => {
    table = new Table("shows", { key: KEY, indexes: INDEXES, localIndexes: LOCAL, stream: "new image" });
    plain = new Table("halls", { key: { partition: "id" } });
    own = new Table("own", { key: KEY, encryption: { kmsKeyArn: "arn:key" }, stream: "keys only" });
  });
  arn = await resolved(table.arn);
};

/** Grants with the ARNs that they will have. */
const known = (link: Pick<Link, "grants">) =>
  Promise.all(
    link.grants.map(async ({ actions, resources, condition }) => ({
      actions: actions.map((action) => action.replace("dynamodb:", "")),
      resources: await Promise.all(resources.map((resource) => resolved(pulumi.output(resource)))),
      ...(condition && { condition }),
    })),
  );

const MANY = (verbs: readonly string[], condition?: object) => [
  { actions: ["GetItem", "BatchGetItem", ...verbs], resources: [arn], ...(condition && { condition }) },
  { actions: verbs, resources: [`${arn}/index/by-city`, `${arn}/index/by-date`], ...(condition && { condition }) },
];

describe("the links of a table", () => {
  before(made);

  it("let readers get and query, of table and indexes, and scan where they ask for it", async () => {
    assert.deepEqual(await known(table.read()), MANY(["Query"]));
    assert.deepEqual(await known(table.read({ scan: true })), MANY(["Query", "Scan"]));
    assert.equal((await known(plain.read())).length, 1);
  });

  it("let writers put, update and delete, of the table alone", async () => {
    const WRITE = {
      actions: ["PutItem", "DeleteItem", "BatchWriteItem", "UpdateItem", "ConditionCheckItem"],
      resources: [arn],
    };
    assert.deepEqual(await known(table.write()), [WRITE]);
    assert.deepEqual(await known(table.readWrite()), [...MANY(["Query"]), WRITE]);
  });

  it("let whoever queries an index query that index", async () => {
    assert.deepEqual(await known(table.query("by-city")), [
      { actions: ["Query"], resources: [`${arn}/index/by-city`] },
    ]);
    assert.deepEqual((await known(table.query("by-date", { scan: true })))[0]?.actions, ["Query", "Scan"]);
  });

  it("bind to leading keys, of which a request has to name one; indexes with others are left out", async () => {
    const condition = {
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["a", "b"] },
      Null: { "dynamodb:LeadingKeys": "false" },
    };
    const leadingKeys = ["a", "b"];
    assert.deepEqual(await known(table.read({ leadingKeys })), [
      { actions: ["GetItem", "BatchGetItem", "Query"], resources: [arn], condition },
      { actions: ["Query"], resources: [`${arn}/index/by-date`], condition },
    ]);
    assert.deepEqual((await known(table.write({ leadingKeys })))[0]?.condition, condition);
    assert.deepEqual((await known(table.query("by-city", { leadingKeys })))[0]?.condition, condition);
  });

  it("bind to attributes: who names none gets none, and who would change all of them may not", async () => {
    const attributes = ["title"];
    const named = { "dynamodb:Attributes": [...KEYS, "title"] };
    assert.deepEqual(
      await known(table.read({ attributes, scan: true })),
      MANY(["Query", "Scan"], {
        "ForAllValues:StringEquals": named,
        StringEquals: { "dynamodb:Select": "SPECIFIC_ATTRIBUTES" },
      }),
    );
    assert.deepEqual(await known(table.write({ attributes })), [
      {
        actions: ["UpdateItem", "ConditionCheckItem"],
        resources: [arn],
        condition: {
          "ForAllValues:StringEquals": named,
          StringEqualsIfExists: { "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"] },
        },
      },
    ]);
  });

  it("give the use of a key of one's own, through DynamoDB alone", async () => {
    const [, key] = await known(own.read());
    assert.deepEqual(key?.actions, ["kms:Decrypt", "kms:DescribeKey"]);
    assert.deepEqual(key?.resources, ["arn:key"]);
    const service = key?.condition?.StringEquals?.["kms:ViaService"];
    assert.equal(await resolved(pulumi.output(service)), "dynamodb.eu-west-1.amazonaws.com");
    assert.deepEqual((await known(own.write()))[1]?.actions, [
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:Encrypt",
      "kms:GenerateDataKey",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
    ]);
  });

  it("name the table, and the index, under the function's own names for them", async () => {
    assert.deepEqual(table.read().environment("myShows"), { MY_SHOWS_TABLE_NAME: table.name });
    assert.deepEqual(table.query("by-city").environment("byCity"), {
      BY_CITY_TABLE_NAME: table.name,
      BY_CITY_INDEX_NAME: "by-city",
    });
    assert.deepEqual(
      [table.read(), table.write(), table.readWrite(), table.query("by-city")].map(({ description, service }) => [
        description,
        service,
      ]),
      [
        ["read table shows", "dynamodb"],
        ["write table shows", "dynamodb"],
        ["read and write table shows", "dynamodb"],
        ["query index by-city of table shows", "dynamodb"],
      ],
    );
  });

  it("are refused where they would narrow nothing", () => {
    const cases: [() => unknown, string][] = [
      [() => table.read({ leadingKeys: [] }), "read.leadingKeys must hold one or more, or be absent"],
      [() => table.write({ attributes: [] }), "write.attributes must hold one or more, or be absent"],
      [() => table.read({ leadingKey: ["a"] } as never), "read.leadingKey is unknown; did you mean leadingKeys?"],
      [() => table.write({ scan: true } as never), "write.scan is unknown; the keys are leadingKeys, attributes"],
      [
        () => table.query("by-city", { attributes: "a" } as never),
        'query.attributes must be a list of names (it is "a")',
      ],
      [
        () => table.readWrite({ scan: true, leadingKeys: ["a"] }),
        "readWrite.scan must be absent beside leadingKeys: a scan has none, and would read everything",
      ],
      [
        () => table.query("by-town"),
        'query must name an index of the table (it is "by-town", there are by-city, by-date)',
      ],
      [() => plain.query("by-town"), 'query must name an index of the table (it is "by-town", there is none)'],
    ];
    for (const [link, message] of cases)
      assert.throws(link, {
        name: "ArgsError",
        message: new RegExp(`^(shows|halls): ${message.replace(/[()?]/g, "\\$&")}$`),
      });
  });
});

describe("the stream of a table", () => {
  before(made);

  it("may be read, and found", async () => {
    const { kind, view, description } = table.stream();
    assert.deepEqual([kind, view, description], ["dynamodb", "new image", "stream of table shows"]);
    assert.deepEqual(await known(table.stream()), [
      {
        actions: ["DescribeStream", "GetRecords", "GetShardIterator"],
        resources: [await resolved(table.nodes.table.streamArn)],
      },
      { actions: ["ListStreams"], resources: ["*"] },
    ]);
    assert.deepEqual((await known(own.stream()))[2]?.actions, ["kms:Decrypt", "kms:DescribeKey"]);
  });

  it("is not there unless it was asked for", () => {
    assert.throws(() => plain.stream(), {
      name: "ArgsError",
      message: 'halls: stream must say what its records hold ("both images") where something reads it',
    });
  });
});
