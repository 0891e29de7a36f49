import type { ServiceName } from "./service-name";

/** The text of each file, by its path in the folder of the program. */
export type Files = Readonly<Record<string, string>>;

/**
 * A service that keeps entries for whoever is signed in: its contract, its handlers, their test and its resources.
 *
 * @param source Of its events, `shop.gift-cards`.
 */
export const serviceFiles = (name: ServiceName, source: string): Files => {
  const { kebab } = name;
  const handlers = `handlers/${kebab}`;
  return {
    [`contracts/${kebab}.ts`]: contract(name, source),
    [`${handlers}/add-${kebab}.ts`]: useCase(name),
    [`${handlers}/${kebab}-store.dynamodb.ts`]: store(name),
    [`${handlers}/add-${kebab}.handler.ts`]: handler(name),
    [`${handlers}/announce-${kebab}.handler.ts`]: outbox(name),
    [`services/${kebab}.ts`]: service(name),
    [`tests/${handlers}/add-${kebab}.test.ts`]: test(name),
  };
};

const contract = ({ kebab, pascal }: ServiceName, source: string): string => `\
import { eventContract } from "serverless-tiers/runtime/events";
import * as z from "zod";

/** The body of \`POST /${kebab}\`. */
export const ${pascal}Request = z.strictObject({
  note: z.string().min(1).max(500),
  /** Chosen by the client: the same one again, of the same holder, is the same entry. */
  clientToken: z.string().min(1).max(64),
});

export type ${pascal}Request = z.infer<typeof ${pascal}Request>;

/** An item of the table, and of its stream. */
export const ${pascal}Entry = z.object({ holder: z.string(), entryId: z.string(), note: z.string() });

export type ${pascal}Entry = z.infer<typeof ${pascal}Entry>;

/** An entry was made. */
export const ${pascal}Changed = eventContract({
  source: "${source}",
  name: "${kebab}-changed",
  detail: ${pascal}Entry,
});
`;

const useCase = ({ kebab, pascal }: ServiceName): string => `\
import { createHash } from "node:crypto";
import type { APIGatewayProxyResult } from "aws-lambda";
import { json } from "serverless-tiers/runtime/rest";
import type { ${pascal}Entry, ${pascal}Request } from "../../contracts/${kebab}";

export interface ${pascal}Store {
  /** Keeps an entry, once. */
  add(entry: ${pascal}Entry): Promise<void>;
}

/** Adds an entry; the same token of the same holder is the same entry. */
export const add${pascal} =
  ({ entries }: { entries: ${pascal}Store }) =>
  async (holder: string, { note, clientToken }: ${pascal}Request): Promise<APIGatewayProxyResult> => {
    const token = JSON.stringify([holder, clientToken]);
    const entryId = createHash("sha256").update(token).digest("hex").slice(0, 32);
    await entries.add({ holder, entryId, note });
    return json(201, { entryId });
  };
`;

const store = ({ kebab, pascal }: ServiceName): string => `\
import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { ${pascal}Store } from "./add-${kebab}";

export const dynamo${pascal}Store = (client: DynamoDBClient, TableName: string): ${pascal}Store => ({
  async add(entry) {
    const ConditionExpression = "attribute_not_exists(entryId)";
    try {
      await client.send(new PutItemCommand({ TableName, Item: marshall(entry), ConditionExpression }));
    } catch (error) {
      // It is there already.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
});
`;

const handler = ({ kebab, pascal }: ServiceName): string => `\
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { callerOf } from "serverless-tiers/runtime/caller";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { bodyOf } from "serverless-tiers/runtime/request";
import { rest } from "serverless-tiers/runtime/rest";
import { traced } from "serverless-tiers/runtime/trace";
import { ${pascal}Request } from "../../contracts/${kebab}";
import { add${pascal} } from "./add-${kebab}";
import { dynamo${pascal}Store } from "./${kebab}-store.dynamodb";

const { tableName } = env.table("entries");
const add = add${pascal}({ entries: dynamo${pascal}Store(traced(new DynamoDBClient()), tableName) });

export const handler = rest((event) => add(callerOf(event).subject, bodyOf(event, ${pascal}Request)), log);
`;

const outbox = ({ kebab, pascal }: ServiceName): string => `\
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { announced, outbox } from "serverless-tiers/runtime/outbox";
import { ${pascal}Changed, ${pascal}Entry } from "../../contracts/${kebab}";

export const handler = outbox({
  bus: env.bus("events"),
  item: ${pascal}Entry,
  events: ({ after }) => (after ? [announced(${pascal}Changed, after)] : []),
  log,
});
`;

const service = ({ kebab, camel, pascal }: ServiceName): string => `\
import {
  LambdaFunction,
  Microservice,
  type MicroserviceArgs,
  type Platform,
  Table,
  type TableArgs,
} from "serverless-tiers";
import { ${pascal}Changed, ${pascal}Request } from "../contracts/${kebab}";

type Settings = Pick<MicroserviceArgs, "throttle" | "retention"> & Pick<TableArgs, "protection">;

/** Entries of whoever is signed in: made by \`POST /${kebab}\`, shown to their holder, and announced. */
export const ${camel}Service = (platform: Platform, { protection, ...settings }: Settings = {}): Microservice => {
  const entries = new Table("${kebab}-entries", {
    key: { partition: "holder", sort: "entryId" },
    stream: "both images",
    ...(protection && { protection }),
  });
  const add = new LambdaFunction("add-${kebab}", {
    entry: "handlers/${kebab}/add-${kebab}.handler.ts",
    links: { entries: entries.write() },
  });
  return new Microservice("${kebab}", {
    ...settings,
    platform,
    routes: {
      "POST /${kebab}": { to: add, body: ${pascal}Request },
      "GET /${kebab}/{entryId}": {
        to: entries.get({
          key: { holder: "context.authorizer.claims.sub", entryId: "path.entryId" },
          attributes: { entryId: "string", note: "string" },
          consistent: true,
        }),
      },
    },
    publishes: {
      events: [${pascal}Changed],
      table: entries,
      outbox: { entry: "handlers/${kebab}/announce-${kebab}.handler.ts" },
    },
  });
};
`;

const test = ({ kebab, pascal }: ServiceName): string => `\
import assert from "node:assert/strict";
import type { ${pascal}Entry } from "../../../contracts/${kebab}";
import { add${pascal} } from "../../../handlers/${kebab}/add-${kebab}";

describe("POST /${kebab}", () => {
  const kept = new Map<string, ${pascal}Entry>();
  const add = add${pascal}({ entries: { add: async (entry) => void kept.set(entry.entryId, entry) } });
  const idOf = async (holder: string, clientToken: string): Promise<string> => {
    const { statusCode, body } = await add(holder, { note: "first", clientToken });
    assert.equal(statusCode, 201);
    return JSON.parse(body).entryId;
  };

  it("keeps an entry for its holder", async () => {
    const entryId = await idOf("ana", "a");
    assert.deepEqual(kept.get(entryId), { holder: "ana", entryId, note: "first" });
  });

  it("is the same entry for the same token, and another one for another holder", async () => {
    assert.equal(await idOf("ana", "a"), await idOf("ana", "a"));
    assert.notEqual(await idOf("ana", "a"), await idOf("bob", "a"));
  });
});
`;
