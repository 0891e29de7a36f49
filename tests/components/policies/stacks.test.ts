import assert from "node:assert/strict";
import { resolve } from "node:path";
import { violations } from "../../../components/policies/rule";
import { RULES } from "../../../components/policies/rules";
import { evaluate } from "../../../local/engine/program/evaluate-program";
import { readProject } from "../../../local/engine/program/project";
import { circumstances, plannedStack } from "../../../local/plan/planned-stack";

const ROOT = resolve(__dirname, "../../..");
/** Not today's date: a release of AWS must not turn an old commit red. `npm run plan` and Pulumi look at the clock. */
const TODAY = new Date("2026-11-22T00:00:00Z");

describe("the stacks of this repository", function () {
  this.timeout(60_000);

  for (const stack of ["dev", "prod", "local"])
    for (const mode of ["update", "preview"] as const)
      it(`${stack} holds every rule, mandatory and advisory, in the ${mode}`, async () => {
        const evaluation = await evaluate({ root: ROOT, stack, mode });
        const checked = plannedStack(evaluation, circumstances(readProject(ROOT, stack), TODAY));

        assert.ok(checked.resources.length > 60, "the program was evaluated");
        assert.equal(checked.protected, stack === "prod");
        assert.deepEqual(
          violations(RULES, checked).map(
            ({ rule, resource, problem }) => `${rule.name}: ${resource.type} ${resource.name}: ${problem}`,
          ),
          [],
        );
      });
});
