import assert from "node:assert/strict";
import { pending } from "../../../../components/runtime/migrate/ledger";
import { MigrationError } from "../../../../components/runtime/migrate/migration-error";

const file = (name: string, sha256 = `hash of ${name}`) => ({ name, sha256, sql: "" });

const refusal = (message: string) => (error: unknown) => {
  assert.ok(error instanceof MigrationError);
  assert.equal(error.message, message);
  return true;
};

describe("pending migrations", () => {
  it("are those that have not run, in order", () => {
    const files = [file("0001-a.sql"), file("0002-b.sql"), file("0003-c.sql")];
    assert.deepEqual(pending(files, [file("0001-a.sql")]), files.slice(1));
    assert.deepEqual(pending(files, files), []);
    assert.deepEqual(pending(files, []), files);
  });

  it("are refused when a file that has run was changed", () => {
    assert.throws(
      () => pending([file("0001-a.sql", "other")], [file("0001-a.sql")]),
      refusal("0001-a.sql has run on this database with another content: restore it and add a new file"),
    );
  });

  it("are refused when a file that has run is gone", () => {
    assert.throws(
      () => pending([file("0002-b.sql")], [file("0001-a.sql")]),
      refusal("0001-a.sql has run on this database but is not there any more: restore it"),
    );
  });

  it("are refused when a new file comes before one that has run", () => {
    assert.throws(
      () => pending([file("0001-a.sql"), file("0002-b.sql")], [file("0002-b.sql")]),
      refusal("0001-a.sql comes before 0002-b.sql, which has run already: give it a higher number"),
    );
  });
});
