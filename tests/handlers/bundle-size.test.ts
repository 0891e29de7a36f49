import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { OPTIONS } from "../../components/logic/bundle/bundle";

const ROOT = resolve(__dirname, "../..");
const MAX_BYTES = 120 * 1024;
/** Whoever announces events has their contracts, which are in zod and not in zod/mini. */
const ANNOUNCING: ReadonlySet<string> = new Set(["announce-shows.handler.ts"]);
const MAX_BYTES_ANNOUNCING = 180 * 1024;

/** Of the file that Lambda loads, without the SDK. */
const bytesOf = (entry: string): number => {
  const [mainFields, conditions] = [[...OPTIONS.mainFields], [...OPTIONS.conditions]];
  const external = ["@aws-sdk/*", "@smithy/*"];
  const options = { ...OPTIONS, mainFields, conditions, external, absWorkingDir: ROOT, entryPoints: [entry] };
  const { outputFiles } = buildSync(options);
  return outputFiles.find(({ path }) => path.endsWith(".js"))?.contents.length ?? assert.fail();
};

describe("what a function has to load before its first request", () => {
  for (const folder of ["handlers/shows", "handlers/tickets", "handlers/organise", "handlers/live", "handlers/export"])
    for (const file of readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".handler.ts")))
      it(`is at most 120 KB without the SDK, 180 with events: ${folder}/${file}`, () => {
        const bytes = bytesOf(`${folder}/${file}`);
        const most = ANNOUNCING.has(file) ? MAX_BYTES_ANNOUNCING : MAX_BYTES;
        assert.ok(bytes > 1_000 && bytes <= most, `${bytes} bytes`);
      });
});
