import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type CaseFile, loadCaseFiles } from "../../../local/conformance/case-file";
import { totals } from "../../../local/conformance/report";
import type { CaseResult } from "../../../local/conformance/run-case";
import { openRunner, type Runner } from "../../../local/conformance/runner";
import NOT_PASSING from "./not-passing.json";

const FOLDER = join(__dirname, "../../../../shared/conformance-services");
const there = existsSync(FOLDER);

/** By file, by reason: the cases that fail or cannot be run today, `*` for all. Files that are not named pass whole. */
const LISTED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = NOT_PASSING;

const listed = ({ name, cases }: CaseFile): readonly string[] => {
  const ids = Object.values(LISTED[name] ?? {}).flat();
  return ids.includes("*") ? cases.map(({ id }) => String(id)) : ids;
};

const lacking = ({ failure, notRun, doubtful }: CaseResult): boolean =>
  notRun !== undefined || (failure !== undefined && !doubtful);

/** Files that wait together, since waiting takes most of the time; more of them, and a busy machine answers none in time. */
const AT_A_TIME = 8;

/** What AWS's services answer, where the recordings are at hand. */
describe(`cases of services${there ? "" : " (left out: no recordings beside this checkout)"}`, () => {
  if (!there) return;
  const files = loadCaseFiles(FOLDER);
  let runner: Runner;
  const results = new Map<string, Promise<readonly CaseResult[]>>();
  const settled: Promise<unknown>[] = [];

  before(() => {
    runner = openRunner({});
    for (const [at, { name, cases }] of files.entries()) {
      const found = Promise.resolve(settled[at - AT_A_TIME]).then(() => runner.run(cases));
      results.set(name, found);
      settled.push(found.catch(() => undefined)); // told by the test of the file
    }
  });
  after(() => runner.close());

  for (const file of files) {
    it(file.name, async () => {
      const found = (await results.get(file.name)) ?? [];
      const known = new Set(listed(file));
      // On a busy machine a case may wait in vain: once the others are through, it has time.
      const unexpected = found.filter((result) => lacking(result) && !known.has(result.id)).map(({ id }) => id);
      if (unexpected.length > 0) await Promise.all(settled);
      const again = await runner.run(file.cases.filter(({ id }) => unexpected.includes(String(id))));
      const results2 = [...found.filter(({ id }) => !unexpected.includes(id)), ...again];
      const { passed } = totals([{ name: file.name, cases: results2 }]);
      console.log(`      ${passed} of ${file.cases.length} pass`);
      assert.deepEqual(
        again.filter(lacking).map(({ id, failure, notRun }) => `${id}: ${failure ?? notRun}`),
        [],
        "these passed before",
      );
      const better = results2.filter((result) => !lacking(result) && known.has(result.id)).map(({ id }) => id);
      assert.deepEqual(better, [], "these pass now: take them off not-passing.json");
    }).timeout(600_000);
  }
});
