import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readProject } from "../../../../local/engine/program/project";

describe("the files of a stack", () => {
  let root = "";
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  beforeEach(() => {
    root = mkdtempSync(join(realpathSync(tmpdir()), "project-"));
    write("Pulumi.yaml", "name: shop\nmain: program.ts\n");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("become configuration as Pulumi hands it over", () => {
    write(
      "Pulumi.yaml",
      "name: shop\nconfig:\n  size: 1\n  colour: { type: string, default: red }\n  open: { type: string }\n",
    );
    write(
      "Pulumi.dev.yaml",
      'config:\n  aws:region: eu-west-1\n  shop:flag: true\n  text: "1"\n  nested: { a: [1, x] }\n  size: 2\n',
    );
    const project = readProject(root, "dev");
    assert.deepEqual(project.config, {
      "shop:size": "2",
      "shop:colour": "red",
      "aws:region": "eu-west-1",
      "shop:flag": "true",
      "shop:text": "1",
      "shop:nested": '{"a":[1,"x"]}',
    });
    assert.deepEqual([project.project, project.stack, project.main], ["shop", "dev", join(root, "index.ts")]);
  });

  it("tell the provider's region, account and default tags", () => {
    write(
      "Pulumi.dev.yaml",
      'config:\n  aws:region: eu-north-1\n  aws:allowedAccountIds: ["111122223333"]\n  aws:defaultTags: { tags: { a: b } }\n',
    );
    const { provider, main } = readProject(root, "dev");
    assert.deepEqual(provider, { region: "eu-north-1", account: "111122223333", defaultTags: { a: "b" } });
    assert.equal(main, join(root, "program.ts"));
  });

  for (const [what, text, message] of [
    ["no region", "config: {}", "Pulumi.dev.yaml: aws:region must be set, for example aws:region: eu-west-1"],
    [
      "an encrypted value",
      "config:\n  shop:password: { secure: v1:abc }",
      "Pulumi.dev.yaml: shop:password is encrypted, and only Pulumi has the key: keep secrets out of the stack file (Secrets Manager), or use a copy without it",
    ],
    [
      "an encrypted value inside another",
      "config:\n  shop:database: { user: { secure: v1:abc } }",
      "Pulumi.dev.yaml: shop:database is encrypted, and only Pulumi has the key: keep secrets out of the stack file (Secrets Manager), or use a copy without it",
    ],
    ["a list as config", "config: [1]", "Pulumi.dev.yaml: config must be a map"],
    ["text", "hello", "Pulumi.dev.yaml must be a YAML map"],
    [
      "tags that are no object",
      "config:\n  aws:region: x\n  aws:defaultTags: a b",
      "Pulumi.dev.yaml: aws:defaultTags must be an object or a list (it is a b)",
    ],
  ] as const) {
    it(`are refused with ${what}, naming file and key`, () => {
      write("Pulumi.dev.yaml", text);
      assert.throws(() => readProject(root, "dev"), { name: "SetupError", message });
    });
  }

  it("are refused when they are no YAML", () => {
    write("Pulumi.dev.yaml", "config: {");
    assert.throws(() => readProject(root, "dev"), { name: "SetupError", message: /^Pulumi\.dev\.yaml is not YAML: / });
  });

  it("are missed by name, with the stacks that there are", () => {
    write("Pulumi.dev.yaml", "");
    write("Pulumi.prod.yaml", "");
    assert.throws(() => readProject(root, "nope"), {
      message: `no Pulumi.nope.yaml in ${root}: its stacks are dev, prod`,
    });
    assert.throws(() => readProject(join(root, "none"), "dev"), {
      message: `no Pulumi.yaml in ${join(root, "none")}: start in the folder of the Pulumi program`,
    });
  });
});
