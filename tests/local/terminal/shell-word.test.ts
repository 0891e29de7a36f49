import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shellVariables, shellWord, sourcing } from "../../../local/terminal/shell-word";

const TEXTS = [
  "it's",
  "R&D (1)",
  "$HOME `id` $(id)",
  'say "no"',
  "two\nlines",
  "a\\b",
  "~",
  "",
  "#no",
  "*",
  "a;b|c<d>e",
  "ä",
];

describe("a word of a shell", () => {
  it("means its text to the letter, in a file and in a command", () => {
    const folder = mkdtempSync(join(tmpdir(), "shell-"));
    const file = join(folder, "env");
    writeFileSync(file, shellVariables(Object.fromEntries(TEXTS.map((text, index) => [`V${index}`, text]))));
    const sh = (script: string) => execFileSync("sh", ["-euc", script], { encoding: "utf8" });
    const read = TEXTS.map((_, index) => `printf '%s\\037' "$V${index}"`).join("; ");
    assert.deepEqual(
      sh(`set -a; . ${shellWord(file)}; set +a; ${read}`)
        .split("\u001f")
        .slice(0, -1),
      TEXTS,
    );
    assert.deepEqual(
      sh(`printf '%s\\037' ${TEXTS.map(shellWord).join(" ")}`)
        .split("\u001f")
        .slice(0, -1),
      TEXTS,
    );
    rmSync(folder, { recursive: true });
  });

  it("names a file to load so that no shell looks it up in PATH or takes it for an option", () => {
    assert.deepEqual(["env", ".local/env", "/a b/env", "-x/env"].map(sourcing), [
      "set -a; . ./env; set +a",
      "set -a; . .local/env; set +a",
      "set -a; . '/a b/env'; set +a",
      "set -a; . ./-x/env; set +a",
    ]);
  });

  it("stays as it is where it has no meaning to a shell, for other readers of such files", () => {
    for (const plain of [
      "http://127.0.0.1:4566",
      "eu-west-1",
      "postgres://a:b%27@127.0.0.1:5432/orders",
      "aws:1,awsx:2",
    ])
      assert.equal(shellWord(plain), plain);
  });
});
