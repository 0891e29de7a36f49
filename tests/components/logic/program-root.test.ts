import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { programRoot } from "../../../components/logic/program-root";

const ROOT = resolve(__dirname, "../../..");

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

  it("is the same one under Pulumi's own mocks, whose root is a placeholder", () => {
    writeFileSync(join(folder, "Pulumi.yaml"), "");
    const code = `
      const { runtime } = require("@pulumi/pulumi");
      runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: ({ inputs }) => inputs });
      process.chdir(${JSON.stringify(join(folder, "a"))});
      console.log(require("./components/logic/program-root.ts").programRoot());`;
    const found = execFileSync(process.execPath, ["--require", "./local/loader/typescript.cjs", "-e", code], {
      cwd: ROOT,
      encoding: "utf8",
    });
    assert.equal(found, `${folder}\n`);
  });

  it("has to be there", () => {
    assert.throws(
      () => programRoot(),
      new Error(`no Pulumi.yaml in ${join(folder, "a/b")} or above: start in the folder of the Pulumi program`),
    );
  });
});
