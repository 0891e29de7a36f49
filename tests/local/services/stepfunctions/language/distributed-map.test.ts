import assert from "node:assert/strict";
import type { Json } from "../../../../../local/services/stepfunctions/language/definition";
import { StatesError } from "../../../../../local/services/stepfunctions/language/states-error";
import { only, runDefinition } from "./run-definition";

const child = { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, ...only({ Type: "Pass" }) };
const reader = (ReaderConfig: object) => ({
  Resource: "arn:aws:states:::s3:getObject",
  ReaderConfig,
  Parameters: { Bucket: "depot", Key: "rows" },
});
const of = (body: string) => ({ objects: { read: async () => Buffer.from(body) } });

describe("stepfunctions: distributed maps", () => {
  it("read rows, whose values may be in quotes, and hand them on in batches", async () => {
    const map = only({
      Type: "Map",
      ItemReader: reader({ InputType: "CSV", CSVHeaderLocation: "FIRST_ROW", MaxItems: 3 }),
      ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { "by.$": "$.by" } },
      ItemProcessor: child,
    });
    const csv = 'a,b\n1,"x, ""y"""\n2,z\n3,\n4,w\n';
    assert.deepEqual(await runDefinition(map, { by: "ana" }, of(csv)), [
      {
        BatchInput: { by: "ana" },
        Items: [
          { a: "1", b: 'x, "y"' },
          { a: "2", b: "z" },
        ],
      },
      { BatchInput: { by: "ana" }, Items: [{ a: "3", b: "" }] },
    ]);
  });

  it("read JSON lines and what a pointer leads to", async () => {
    const map = (config: object) => only({ Type: "Map", ItemReader: reader(config), ItemProcessor: child });
    assert.deepEqual(await runDefinition(map({ InputType: "JSONL" }), {}, of('{"a":1}\n2\n')), [{ a: 1 }, 2]);
    const pointed = map({ InputType: "JSON", ItemsPointer: "/deep/list" });
    assert.deepEqual(await runDefinition(pointed, {}, of('{"deep":{"list":[1,2]}}')), [1, 2]);
  });

  it("tolerate as many failures as they say, and no more", async () => {
    const map = (tolerated: object) =>
      only({
        Type: "Map",
        ...tolerated,
        ItemProcessor: { ...child, ...only({ Type: "Task", Resource: "any" }) },
      });
    const task = async (_: string, input: Json) => {
      if (input === 2) throw new StatesError("Wet");
      return input;
    };
    assert.deepEqual(await runDefinition(map({ ToleratedFailureCount: 1 }), [1, 2, 3], { task }), [1, 3]);
    assert.deepEqual(await runDefinition(map({ ToleratedFailurePercentage: 34 }), [1, 2, 3], { task }), [1, 3]);
    const exceeded = { error: "States.ExceedToleratedFailureThreshold" };
    await assert.rejects(runDefinition(map({ ToleratedFailurePercentage: 33 }), [1, 2, 3], { task }), exceeded);
    await assert.rejects(runDefinition(map({}), [1, 2, 3], { task }), exceeded);
  });

  it("write their results where they say", async () => {
    const written = new Map<string, string>();
    const objects = {
      write: async (bucket: string, key: string, body: string) => void written.set(`${bucket}/${key}`, body),
    };
    const map = only({
      Type: "Map",
      Label: "Rows",
      ItemProcessor: child,
      ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "depot", Prefix: "done" } },
    });
    const output = await runDefinition(map, [1, 2], { objects });
    assert.deepEqual(output, {
      MapRunArn: "arn:aws:states:eu-west-1:0:mapRun:flow/Rows:1",
      ResultWriterDetails: { Bucket: "depot", Key: "done/1/manifest.json" },
    });
    assert.deepEqual([...written.keys()], ["depot/done/1/SUCCEEDED_0.json", "depot/done/1/manifest.json"]);
    const results = JSON.parse(written.get("depot/done/1/SUCCEEDED_0.json") ?? "[]") as { Output: string }[];
    assert.deepEqual(
      results.map(({ Output }) => Output),
      ["1", "2"],
    );
  });
});
