import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readProject } from "../../local/engine/program/project";
import { parseStackConfig } from "../../stack-config";

const ROOT = resolve(__dirname, "../..");
const SCRIPTS = join(ROOT, ".github/scripts");

describe("the scripts of the workflows", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "scripts-"));
    for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml"]) copyFileSync(join(ROOT, file), join(folder, file));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const review = (...args: string[]) =>
    spawnSync("bash", [join(SCRIPTS, "review-stack.sh"), ...args], { cwd: folder, encoding: "utf8" });

  it("are scripts of bash", () => {
    for (const script of readdirSync(SCRIPTS)) execFileSync("bash", ["-n", join(SCRIPTS, script)]);
  });

  it("write a review stack that is dev's under another name, without dev's key", () => {
    writeFileSync(
      join(folder, "Pulumi.dev.yaml"),
      `secretsprovider: awskms://alias/pulumi-state\nencryptedkey: AbC=\n${readFileSync(join(ROOT, "Pulumi.dev.yaml"), "utf8")}`,
    );
    assert.equal(review("12").status, 0);

    const text = readFileSync(join(folder, "Pulumi.pr-12.yaml"), "utf8");
    assert.doesNotMatch(text, /encryptedkey|secretsprovider|encryptionsalt/);
    const made = readProject(folder, "pr-12");
    const dev = readProject(folder, "dev");
    assert.deepEqual(made.provider.defaultTags, { project: "serverless-tiers", stack: "pr-12" });
    assert.deepEqual(parseStackConfig(made.config, made.project, "pr-12"), {
      ...parseStackConfig(dev.config, dev.project, "dev"),
      apiGatewayLogRole: "existing",
    });
  });

  for (const number of ["", "12; rm -rf .", "../1"])
    it(`refuse ${JSON.stringify(number)} as a pull request's number`, () => {
      const { status, stderr } = review(number);

      assert.equal(status, 1);
      assert.equal(stderr, `review-stack.sh: the pull request's number, digits only (it is '${number}')\n`);
      assert.deepEqual(readdirSync(folder).sort(), ["Pulumi.dev.yaml", "Pulumi.yaml"]);
    });
});
