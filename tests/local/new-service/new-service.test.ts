import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type NewService, newService } from "../../../local/new-service/new-service";
import { PlatformProgram, REPOSITORY } from "./platform-program";

describe("tiers new service", () => {
  let program: PlatformProgram;
  beforeEach(() => {
    program = new PlatformProgram();
  });
  afterEach(() => program.forget());

  const make = (name: string, more: Partial<NewService> = {}) =>
    newService({ root: program.root, name, ownStack: false, ...more });
  const read = (path: string) => readFileSync(join(program.root, path), "utf8");
  const tree = () =>
    readdirSync(program.root, { recursive: true, encoding: "utf8" })
      .filter((path) => !/^(node_modules|\.git)/.test(path))
      .sort();

  it("writes contract, handlers, test and resources, and puts its lines where the program says", () => {
    const written = make("gift-cards");
    assert.deepEqual(written, {
      made: [
        "contracts/gift-cards.ts",
        "handlers/gift-cards/add-gift-cards.ts",
        "handlers/gift-cards/gift-cards-store.dynamodb.ts",
        "handlers/gift-cards/add-gift-cards.handler.ts",
        "handlers/gift-cards/announce-gift-cards.handler.ts",
        "services/gift-cards.ts",
        "tests/handlers/gift-cards/add-gift-cards.test.ts",
      ],
      changed: ["index.ts"],
      left: [],
      folder: ".",
    });
    make("blogs");
    const lines = read("index.ts").split("\n");
    assert.deepEqual(lines.slice(0, 6), [
      'import { Platform, UserPool } from "serverless-tiers";',
      'import { BlogsChanged } from "./contracts/blogs";',
      'import { FirstChanged } from "./contracts/events";',
      'import { GiftCardsChanged } from "./contracts/gift-cards";',
      'import { blogsService } from "./services/blogs";',
      'import { giftCardsService } from "./services/gift-cards";',
    ]);
    const text = lines.join("\n");
    assert.match(text, /\n {6}FirstChanged,\n {6}GiftCardsChanged,\n {6}BlogsChanged,\n {6}\/\/ tiers new service: /);
    assert.match(text, /\ngiftCardsService\(main, \{ protection: "throw-away" \}\);\nblogsService\(main, /);
    assert.match(read("contracts/gift-cards.ts"), /source: "shop\.gift-cards",/);
  });

  it("writes a program and a stack of its own, which reads the platform of this one", () => {
    const runtime = "runtime:\n  name: nodejs\n  options:\n    nodeargs: --require ./loader.cjs --enable-source-maps\n";
    program.write("Pulumi.yaml", `name: shop\nmain: index.ts\n${runtime}`);
    program.write("Pulumi.prod.yaml", "config:\n  aws:region: us-east-1\n  aws:defaultTags: { tags: { cost: c-1 } }\n");
    const { made, changed, folder } = make("gift-cards", { ownStack: true });
    assert.equal(folder, "services/gift-cards");
    assert.ok(made.every((path) => path.startsWith("services/gift-cards/")));
    assert.deepEqual(changed, ["index.ts"]);
    assert.match(read("index.ts"), /from "\.\/services\/gift-cards\/contracts\/gift-cards";\n/);
    assert.doesNotMatch(read("index.ts"), /giftCardsService/);
    assert.match(read(`${folder}/Pulumi.yaml`), /^name: gift-cards\n[\s\S]*--require \.\.\/\.\.\/loader\.cjs --enable/);
    assert.match(
      read(`${folder}/Pulumi.local.yaml`),
      /aws:region: eu-west-1\n[\s\S]*gift-cards:dataProtection: throw-away/,
    );
    assert.match(read(`${folder}/Pulumi.prod.yaml`), /aws:region: us-east-1\n[\s\S]*cost: c-1\n/);
  });

  it("says which lines are missing where the program does not say where they go", () => {
    program.write("index.ts", "export {};\n");
    const { changed, left } = make("gift-cards");
    assert.deepEqual([changed, read("index.ts")], [[], "export {};\n"]);
    assert.deepEqual(left, [
      'import { GiftCardsChanged } from "./contracts/gift-cards";',
      "GiftCardsChanged,   among the events of the platform's bus",
      'import { giftCardsService } from "./services/gift-cards";',
      "giftCardsService(platform);",
    ]);
  });

  it("keeps the line ends of Windows", () => {
    program.write("index.ts", read("index.ts").replaceAll("\n", "\r\n"));
    make("gift-cards");
    assert.doesNotMatch(read("index.ts"), /[^\r]\n/);
  });

  for (const name of [
    "",
    ".",
    "..",
    "../up",
    "a/b",
    "a\\b",
    "/etc",
    "Gift",
    "gift_cards",
    "gift cards",
    "-gift",
    "gift-",
    "gift--cards",
    "2nd",
    "gïft",
    "con",
    "com1",
    "constructor\n",
    "__proto__",
    "x".repeat(31),
  ]) {
    it(`refuses the name ${JSON.stringify(name)}, and writes nothing`, () => {
      const before = tree();
      assert.throws(() => make(name), /^SetupError: a service must have a name in lower case: /);
      assert.throws(() => make(name, { ownStack: true }), /^SetupError: a service must have a name/);
      assert.deepEqual(tree(), before);
    });
  }

  for (const name of ["function", "new", "constructor", "platform", "default"]) {
    it(`takes a name that is a word of the language: ${name}`, () => {
      make(name);
      assert.ok(existsSync(join(program.root, `services/${name}.ts`)));
    });
  }

  it("refuses what is there already, and changes nothing of it", () => {
    program.write("handlers/gift-cards/add-gift-cards.ts", "mine");
    const before = tree();
    assert.throws(
      () => make("gift-cards"),
      /^SetupError: handlers\/gift-cards\/add-gift-cards\.ts is there already: choose another name$/,
    );
    assert.deepEqual([tree(), read("handlers/gift-cards/add-gift-cards.ts")], [before, "mine"]);
    make("cards", { ownStack: true });
    assert.throws(() => make("cards", { ownStack: true }), /services\/cards\/index\.ts.* is there already/);
  });

  it("does not follow a link out of the program", () => {
    const elsewhere = new PlatformProgram();
    mkdirSync(join(elsewhere.root, "there"));
    symlinkSync(join(elsewhere.root, "there"), join(program.root, "handlers"));
    assert.throws(() => make("gift-cards"), /leads out of .*: remove the symbolic link$/);
    assert.deepEqual(readdirSync(join(elsewhere.root, "there")), []);
    elsewhere.forget();
  });

  it("refuses two places, a stack of the platform's own name, and a folder without a program", () => {
    program.write("more.ts", "// tiers new service: {Event},\n");
    assert.throws(
      () => make("gift-cards"),
      /index\.ts and more\.ts say where \{Event\} of a new service goes: keep one/,
    );
    assert.throws(() => make("shop", { ownStack: true }), /must not be called as the project of its platform, shop$/);
    assert.throws(() => make("gift-cards", { root: "/nowhere" }), /^SetupError: no Pulumi\.yaml in \/nowhere/);
  });

  it("is a command that says what it wrote and what to do next", () => {
    const tiers = join(REPOSITORY, "local/bin/tiers.cjs");
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [tiers, "new", ...args], { cwd: program.root, encoding: "utf8", stdio: "pipe" });
    assert.match(
      run("service", "gift-cards", "--own-stack"),
      /^wrote services\/gift-cards\/Pulumi\.yaml\n[\s\S]*added its lines to index\.ts\n\nIts test: {4}npx mocha services\/gift-cards\/tests\/handlers\/gift-cards\nTo run it: {3}npx tiers start \. services\/gift-cards\n$/,
    );
    assert.throws(() => run("page", "x"), /what is new can be a service, not a page: npx tiers new service x/);
    assert.throws(() => run("service"), /which service and its name\?/);
  });
});
