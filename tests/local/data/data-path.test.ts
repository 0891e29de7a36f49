import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataPath, removeData } from "../../../local/data/data-path";

describe("paths in the data folder", () => {
  const world = mkdtempSync(join(tmpdir(), "data-path-"));
  const folder = join(world, "data");
  const outside = join(world, "precious");
  before(() => {
    for (const path of [folder, outside]) mkdirSync(path);
    writeFileSync(join(outside, "file"), "kept");
  });
  after(() => rmSync(world, { recursive: true }));

  it("are made of names", () => {
    assert.equal(dataPath(folder, "rds", "orders-1"), join(folder, "rds", "orders-1"));
    assert.equal(dataPath(folder, "rds", "%2e%2e"), join(folder, "rds", "%2e%2e"));
  });

  for (const [name, rule] of [
    ["", "must not be empty"],
    [".", "must not consist of dots"],
    ["..", "must not consist of dots"],
    ["../precious", "must not hold"],
    ["..\\precious", "must not hold"],
    ["/etc/x", "must not hold"],
    ["C:x", "must not hold"],
    ["a\0b", "must not hold"],
    ["a\nb", "must not hold"],
    ["a.", "must not end with a dot"],
    ["a ", "must not end with a dot or a space"],
    ["con", "must not be the name of a device"],
    ["NUL.txt", "must not be the name of a device"],
    ["é".repeat(121), "must not be longer than 240 bytes"],
  ] as const) {
    it(`are refused with ${JSON.stringify(name).slice(0, 20)}: ${rule}`, () => {
      assert.throws(() => dataPath(folder, "rds", name), new RegExp(`cannot be the name of a file: it ${rule}`));
      assert.throws(() => removeData(folder, name), new RegExp(rule));
    });
  }

  it("do not follow a link that leads out, be there something or not", () => {
    symlinkSync(outside, join(folder, "linked"), "dir");
    symlinkSync(join(world, "nowhere"), join(folder, "dangling"), "dir");
    for (const name of ["linked", "dangling"]) {
      assert.throws(() => dataPath(folder, name), /leads out of .*: remove the symbolic link$/);
      assert.throws(() => removeData(folder, name, "file"), /leads out of/);
    }
    assert.ok(existsSync(join(outside, "file")));
  });

  it("may be below a data folder that is a link itself, and are removed whole", () => {
    const link = join(world, "data-link");
    symlinkSync(folder, link, "dir");
    mkdirSync(join(folder, "s3"));
    assert.equal(dataPath(link, "s3", "a"), join(link, "s3", "a"));
    removeData(link, "s3");
    assert.ok(!existsSync(join(folder, "s3")));
  });
});
