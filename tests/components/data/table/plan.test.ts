import assert from "node:assert/strict";
import { registered } from "serverless-tiers-local/testing";
import type { TableArgs } from "../../../../components/data/table/args";
import { Table } from "../../../../components/data/table/table";

const KEY = { partition: "holder", sort: "ticketId" };

const many = <T>(count: number, make: (number: number) => T): Record<string, T> =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [`index-${number}`, make(number)]));

const names = (count: number, prefix = "a"): string[] => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

const make = (args: Partial<TableArgs>) => new Table("shows", { key: KEY, ...args });

describe("arguments of a table at their bounds are taken:", () => {
  const cases: [string, Partial<TableArgs>][] = [
    ["20 indexes and 5 local ones", { indexes: many(20, () => ({ partition: "a" })) }],
    ["5 local indexes", { localIndexes: many(5, (n) => ({ sort: `s${n}` })) }],
    ["a name of 3 characters", { indexes: { "a_.": { partition: "a" } } }],
    ["a name of 255 characters", { indexes: { ["x".repeat(255)]: { partition: "a" } } }],
    ["an attribute of 255 bytes", { key: { partition: "é".repeat(127) } }],
    [
      "100 attributes in all projections",
      { indexes: many(5, (n) => ({ partition: "a", projection: names(20, `p${n}-`) })) },
    ],
    [
      "a range of two units",
      { capacity: { read: { min: 1, max: 2, target: 20 }, write: { min: 1, max: 40_000, target: 90 } } },
    ],
    ["a day of backups", { backupRetention: "1 day" }],
    ["no backups of a protected table", { backupRetention: false }],
    [
      "a time to live that an index has as a number",
      {
        timeToLive: "until",
        indexes: { "by-end": { partition: "a", sort: { name: "until", type: "number" } } },
      },
    ],
    ["one attribute in many keys", { indexes: { "by-id": { partition: "ticketId", sort: "holder" } } }],
  ];
  for (const [what, args] of cases)
    it(what, async () => {
      assert.notEqual((await registered(() => void make(args))).length, 0);
    });
});

describe("wrong arguments of a table are refused before anything is registered:", () => {
  const cases: [string, Partial<TableArgs>, string][] = [
    [
      "no name of an attribute",
      { key: { partition: "" } },
      "key.partition must name an attribute by 1 to 255 bytes (0 of them are given)",
    ],
    [
      "a long name of an attribute",
      { key: { partition: "é".repeat(128) } },
      "key.partition must name an attribute by 1 to 255 bytes (256 of them are given)",
    ],
    [
      "a key of one attribute twice",
      { key: { partition: "a", sort: "a" } },
      "key.sort must be another attribute than the partition's (both are a)",
    ],
    [
      "two types of one attribute",
      { indexes: { "by-id": { partition: { name: "ticketId", type: "number" } } } },
      'indexes["by-id"].partition must have the type of ticketId in key.sort, string (it is number): say { name: "ticketId", type: … } in both',
    ],
    [
      "too many indexes",
      { indexes: many(21, () => ({ partition: "a" })) },
      "indexes must be at most 20 (there are 21)",
    ],
    [
      "too many local indexes",
      { localIndexes: many(6, (n) => ({ sort: `s${n}` })) },
      "localIndexes must be at most 5 (there are 6)",
    ],
    [
      "a local index where there is no order",
      { key: { partition: "a" }, localIndexes: { "by-date": { sort: "date" } } },
      "localIndexes must be absent where key has no sort: there is no order to have another of",
    ],
    [
      "a local index in the table's own order",
      { localIndexes: { "by-id": { sort: "ticketId" } } },
      'localIndexes["by-id"].sort must be an attribute that is not in the table\'s key (it is ticketId)',
    ],
    [
      "one name for two indexes",
      { indexes: { "by-a": { partition: "a" } }, localIndexes: { "by-a": { sort: "a" } } },
      'localIndexes["by-a"] must not have the name of one in indexes',
    ],
    [
      "a short name of an index",
      { indexes: { ab: { partition: "a" } } },
      'indexes["ab"] must be called by 3 to 255 letters, digits and the signs _ . -',
    ],
    [
      "a name of an index with a blank",
      { indexes: { "by city": { partition: "a" } } },
      'indexes["by city"] must be called by 3 to 255 letters, digits and the signs _ . -',
    ],
    [
      "an empty projection",
      { indexes: { "by-a": { partition: "a", projection: [] } } },
      'indexes["by-a"].projection must name 1 to 20 attributes, or be "keys" or "all" (it names 0)',
    ],
    [
      "a long projection",
      { indexes: { "by-a": { partition: "a", projection: names(21) } } },
      'indexes["by-a"].projection must name 1 to 20 attributes, or be "keys" or "all" (it names 21)',
    ],
    [
      "an attribute that is projected twice",
      { indexes: { "by-a": { partition: "a", projection: ["b", "b"] } } },
      'indexes["by-a"].projection must name each attribute once (it names b twice)',
    ],
    [
      "more projections than a table may have",
      {
        indexes: many(5, (n) => ({ partition: "a", projection: names(20, `p${n}-`) })),
        localIndexes: { "by-b": { sort: "b", projection: ["c"] } },
      },
      'indexes must name at most 100 attributes in all projections together (they name 101); "all" names none',
    ],
    ["no unit", { capacity: { read: 0, write: 1 } }, "capacity.read must be a whole number from 1 to 40000 (it is 0)"],
    [
      "too many units",
      { capacity: { read: 1, write: 40_001 } },
      "capacity.write must be a whole number from 1 to 40000 (it is 40001)",
    ],
    [
      "half a unit",
      { capacity: { read: { min: 0.5, max: 2 }, write: 1 } },
      "capacity.read.min must be a whole number from 1 to 40000 (it is 0.5)",
    ],
    [
      "a range upside down",
      { capacity: { read: { min: 5, max: 5 }, write: 1 } },
      "capacity.read.min must be below max (it is 5, max is 5); a number alone is fixed",
    ],
    [
      "a low target",
      { capacity: { read: { min: 1, max: 2, target: 19 }, write: 1 } },
      "capacity.read.target must be a whole number from 20 to 90 (it is 19)",
    ],
    [
      "a high target",
      { capacity: { read: 1, write: { min: 1, max: 2, target: 91 } } },
      "capacity.write.target must be a whole number from 20 to 90 (it is 91)",
    ],
    [
      "units for an index of a table on demand",
      { indexes: { "by-a": { partition: "a", capacity: { read: 1, write: 1 } } } },
      'indexes["by-a"].capacity must be absent: the table is on demand, and so are its indexes',
    ],
    [
      "a bound beside units",
      { capacity: { read: 1, write: 1 }, maxThroughput: { read: 1 } },
      "maxThroughput must be absent: capacity says how much there is; only on demand has a bound",
    ],
    [
      "a bound of an index beside units",
      { capacity: { read: 1, write: 1 }, indexes: { "by-a": { partition: "a", maxThroughput: { read: 1 } } } },
      'indexes["by-a"].maxThroughput must be absent: only what is on demand has one',
    ],
    ["a bound of nothing", { maxThroughput: {} }, "maxThroughput must bound read or write, or be absent"],
    [
      "a bound of zero",
      { maxThroughput: { write: 0 } },
      "maxThroughput.write must be a whole number from 1 to 40000 (it is 0)",
    ],
    [
      "a key that expires",
      { timeToLive: "ticketId" },
      "timeToLive must be an attribute that is not in the table's key (it is ticketId)",
    ],
    [
      "a text that expires",
      { timeToLive: "until", indexes: { "by-end": { partition: "until" } } },
      "timeToLive must be a number, in seconds since 1970: no item expires by until, which the key of an index has as a string",
    ],
    ["too short a backup", { backupRetention: "0 days" }, 'backupRetention must be at least "1 day" (it is "0 days")'],
    [
      "too long a backup",
      { backupRetention: "36 days" },
      'backupRetention must be at most "35 days" (it is "36 days")',
    ],
    [
      "a tag of AWS",
      { tags: { "aws:x": "1" } },
      'tags["aws:x"] must be called by 1 to 128 characters, and not by "aws:", which is AWS\'s',
    ],
    ["a long tag", { tags: { a: "x".repeat(257) } }, 'tags["a"] must be at most 256 characters long (it has 257)'],
    ["many tags", { tags: many(51, String) }, "tags must be at most 50 (there are 51)"],
  ];
  for (const [what, args, message] of cases)
    it(what, async () => {
      const made = await registered(() => {
        assert.throws(() => make(args), { name: "ArgsError", message: `shows: ${message}` });
      });
      assert.deepEqual(made, []);
    });
});
