import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { programRoot } from "../../../components/logic/program-root";

describe("the folder of the program", () => {
  const before = process.cwd();
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "program-")));
    mkdirSync(join(folder, "a/b"), { recursive: true });
    process.chdir(join(folder, "a/b"));
  });

  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  it("is the nearest one upwards that has a Pulumi.yaml", () => {
    writeFileSync(join(folder, "Pulumi.yaml"), "");
    assert.equal(programRoot(), folder);
    writeFileSync(join(folder, "a", "Pulumi.yml"), "");
    assert.equal(programRoot(), join(folder, "a"));
  });

  it("has to be there", () => {
    assert.throws(
      () => programRoot(),
      new Error(`no Pulumi.yaml in ${join(folder, "a/b")} or above: start in the folder of the Pulumi program`),
    );
  });
});
