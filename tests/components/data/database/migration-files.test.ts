import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrationFiles } from "../../../../components/data/database/migration-files";

describe("migrationFiles", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "migrations-"));
    mkdirSync(join(root, "sql"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const write = (name: string, text = "select 1;") => writeFileSync(join(root, "sql", name), text);
  const refused = (rule: string) =>
    assert.throws(() => migrationFiles("orders", root, "sql"), {
      name: "ArgsError",
      message: `orders: migrations ${rule}`,
    });

  it("are in a folder that is there, or the nearest is named", () => {
    mkdirSync(join(root, "sql", "orders"));
    assert.throws(() => migrationFiles("orders", root, "sqll/order"), {
      name: "ArgsError",
      message: `orders: migrations must be a folder beside Pulumi.yaml (there is no ${join(root, "sqll/order")}; did you mean ${join("sql", "orders")}?)`,
    });
  });

  it("are the SQL files, for the folder of the zip, in order", () => {
    for (const name of ["0002-b.sql", "README.md", "0001-a.sql"]) write(name);
    assert.deepEqual(Object.entries(migrationFiles("orders", root, "sql").files), [
      ["migrations/0001-a.sql", join(root, "sql/0001-a.sql")],
      ["migrations/0002-b.sql", join(root, "sql/0002-b.sql")],
    ]);
  });

  it("have a hash that changes with a file's name and text, and with nothing else", () => {
    const hash = () => migrationFiles("orders", root, "sql").hash;
    write("0001-a.sql");
    const before = hash();
    write("notes.txt");
    write("0001-a.sql");
    assert.equal(hash(), before);
    write("0002-b.sql");
    const more = hash();
    assert.notEqual(more, before);
    write("0002-b.sql", "select 2;");
    assert.notEqual(hash(), more);
  });

  it("must be there", () => {
    refused(`must hold at least one .sql file (${join(root, "sql")})`);
    rmSync(join(root, "sql"), { recursive: true });
    refused(`must be a folder beside Pulumi.yaml (there is no ${join(root, "sql")})`);
  });

  it("must have a place in the order", () => {
    write("0001-a.sql");
    write("more.sql");
    refused('must hold files named like "0001-orders.sql" (it holds "more.sql")');
    rmSync(join(root, "sql/more.sql"));
    write("0001-b.sql");
    refused("must hold one file for each number (0001 is there twice)");
  });
});
