import assert from "node:assert/strict";
import { lineAt, statements } from "../../../../components/runtime/migrate/statements";

describe("statements of an SQL file", () => {
  it("begin at their first word, whatever stands before it", () => {
    const sql = "-- one; two\n\ncreate table a (b text);\n/* and; */ insert into a values ('x;y');\n";
    assert.deepEqual(statements(sql), [
      { line: 3, word: "create" },
      { line: 4, word: "insert" },
    ]);
  });

  it("hold semicolons in strings, names and bodies", () => {
    const sql = [
      "select 'a''; b', e'it\\'s; ', \"odd;name\";",
      "create function f() returns int as $body$",
      "begin; return 1; end $body$ language plpgsql;",
      "DROP FUNCTION f",
    ].join("\n");
    assert.deepEqual(statements(sql), [
      { line: 1, word: "select" },
      { line: 2, word: "create" },
      { line: 4, word: "drop" },
    ]);
  });

  it("are none in a file of comments", () => {
    assert.deepEqual(statements("-- nothing yet;\n;;\n"), []);
  });
});

describe("lineAt", () => {
  it("counts from 1", () => {
    assert.equal(lineAt("a\nb\nc", 0), 1);
    assert.equal(lineAt("a\nb\nc", 1), 1);
    assert.equal(lineAt("a\nb\nc", 2), 2);
    assert.equal(lineAt("a\nb\nc", 4), 3);
  });
});
