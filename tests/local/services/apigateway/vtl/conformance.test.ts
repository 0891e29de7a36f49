import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "./render";

interface RecordedCase {
  readonly id: string;
  readonly vtl?: readonly {
    readonly fact: string;
    readonly template: string;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly rendered: string;
  }[];
}

const FILE = join(__dirname, "../../../../../../shared/conformance/vtl.json");

/** What AWS itself rendered, where the recordings are at hand; the project's own cases need none of them. */
describe(`vtl: recorded on AWS${existsSync(FILE) ? "" : " (left out: no recordings beside this checkout)"}`, () => {
  if (!existsSync(FILE)) return;
  const cases = JSON.parse(readFileSync(FILE, "utf8")) as readonly RecordedCase[];
  for (const { id, vtl = [] } of cases) {
    for (const { fact, template, variables, rendered } of vtl) {
      it(`${id}: ${fact}: ${JSON.stringify(variables)}`, () => {
        assert.equal(render(template, { variables }), rendered);
      });
    }
  }
});
