import assert from "node:assert/strict";
import { join } from "node:path";
import { type Case, loadCaseFiles } from "../../../local/conformance/case-file";
import { deployLocally } from "../../../local/conformance/local-target";
import { runCase } from "../../../local/conformance/run-case";

/** The project's own case files; `npm run conformance -- <folder>` runs any others. */
for (const { name, cases } of loadCaseFiles(join(__dirname, "../../conformance"))) {
  describe(`case files: ${name}`, () => {
    for (const item of cases as unknown as Case[]) {
      it(item.title, async () => {
        assert.equal((await runCase(item, deployLocally)).failure, undefined);
      });
    }
  });
}
