import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../../../..");
const LOCAL = join(ROOT, "local");

describe("every server of the local cloud", () => {
  const sources = readdirSync(LOCAL, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|cjs)$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(LOCAL, file), "utf8") }));

  it("listens in one way, on 127.0.0.1", () => {
    const listening = sources.filter(({ text }) => /\.(listen|bindAsync)\(/.test(text)).map(({ file }) => file);
    // The second one only finds out which ports are free.
    assert.deepEqual(listening.sort(), ["lifecycle/ports.ts", "wire/transport/listen.ts"]);
    for (const { text } of sources.filter(({ file }) => listening.includes(file))) {
      assert.match(text, /\.listen\(port, "127\.0\.0\.1",/);
    }
  });

  it("stands in docs/local-cloud.md with those whom it answers", () => {
    const servers = sources.filter(({ text }) => /import \{.*\blisten\b.*\} from/.test(text)).map(({ file }) => file);
    const documented = [
      ...readFileSync(join(ROOT, "docs/local-cloud.md"), "utf8").matchAll(/\| `([\w/.-]+\.ts)` \| \w/g),
    ];
    assert.deepEqual(documented.map(([, file]) => file).sort(), servers.sort());
  });
});
