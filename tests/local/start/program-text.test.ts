import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { programText } from "../../../local/start/program-text";

describe("what a program says after its start", () => {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "text-"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const said = (text: string, outputs: Record<string, unknown> = {}) => {
    writeFileSync(join(root, "walkthrough.txt"), text);
    return programText(root, outputs);
  };

  it("is nothing without a file", () => assert.deepEqual(programText(root, { url: "http://x" }), []));

  it("is its text with the outputs in their places, and shell variables as they are", () => {
    const outputs = { url: "http://127.0.0.1:4600/v1", ports: [1, 2], "api-key": "$& k" };
    assert.deepEqual(said(`Try:\r\n  curl \${url}/x \${api-key} \${ports} $id $(date) $\${HOME}\n\n`, outputs), [
      "",
      "Try:",
      `  curl http://127.0.0.1:4600/v1/x $& k [1,2] $id $(date) \${HOME}`,
    ]);
  });

  it("tells a line with a name that is no output, and says the rest", () => {
    assert.deepEqual(said(`Try:\n  curl \${ulr}/x\n  \${toString} \${}\n  \${url}`, { url: "http://x" }), [
      "",
      "Try:",
      "  walkthrough.txt:2: the stack has no output ulr; did you mean url?",
      "  walkthrough.txt:3: the stack has no output toString",
      "  http://x",
    ]);
  });
});
