import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { newService } from "../../local/new-service/new-service";
import { plan } from "../../local/plan/plan";
import { type LocalCloud, startCloud } from "../../local/testing/local-cloud";
import { PlatformProgram, REPOSITORY } from "../local/new-service/platform-program";
import { call } from "../support/local-stack";

const execute = promisify(execFile);

/** One in the stack of the platform, one in a stack of its own, as they are written. */
describe("services that `tiers new service` wrote", function () {
  this.timeout(300_000);

  const program = new PlatformProgram();
  const { root } = program;
  const own = join(root, "services/loyalty");
  let cloud: LocalCloud | undefined;
  before(() => {
    newService({ root, name: "gift-cards", ownStack: false });
    newService({ root, name: "loyalty", ownStack: true });
  });
  after(async () => {
    await cloud?.close();
    program.forget();
  });

  it("type-check", async () => {
    const paths = { "*": [join(REPOSITORY, "node_modules/*")] };
    const typeRoots = [join(REPOSITORY, "node_modules/@types")];
    const options = { incremental: false, tsBuildInfoFile: null, preserveSymlinks: true, paths, typeRoots };
    program.write(
      "tsconfig.json",
      JSON.stringify({ extends: join(REPOSITORY, "tsconfig.json"), compilerOptions: options, include: ["**/*.ts"] }),
    );
    const tsc = join(REPOSITORY, "node_modules/typescript/bin/tsc");
    const { stdout } = await execute(process.execPath, [tsc, "-p", root]).catch((error) => error);
    assert.equal(stdout, "");
  });

  it("have tests that pass", async () => {
    const mocha = join(REPOSITORY, "node_modules/mocha/bin/mocha.js");
    const flags = ["--conditions=serverless-tiers-source", "--import", "tsx", mocha, "--no-config"];
    const folders = ["tests/handlers/gift-cards", "services/loyalty/tests/handlers/loyalty"];
    const { stdout } = await execute(process.execPath, [...flags, "--extension", "ts", ...folders], { cwd: root });
    assert.match(stdout, /4 passing/);
    assert.doesNotMatch(stdout, /failing|pending/);
  });

  it("add to their stacks and take nothing away: a board and nothing else of the platform has a line more", async () => {
    const { against } = await plan({ root, stack: "local", against: "HEAD" });
    const { added = [], removed, changed = [], grants, endpoints } = against?.difference ?? {};
    assert.ok(added.length > 10, added.join("\n"));
    assert.deepEqual([removed, grants?.removed, endpoints?.removed], [[], [], []]);
    assert.deepEqual(
      changed.map(({ resource, effects = [] }) => [resource, effects]),
      [["dashboard shop", []]],
    );
  });

  it("are additions only where they have a stack of their own", async () => {
    const { against } = await plan({ root: own, stack: "local", against: "HEAD", reads: [root] });
    const { added = [], removed, changed } = against?.difference ?? {};
    assert.ok(added.length > 10, added.join("\n"));
    assert.deepEqual([removed, changed], [[], []]);
  });

  it("run on one local cloud, and keep what each holder has", async () => {
    const data = join(root, ".local");
    cloud = await startCloud({ root: [own, root], data });
    const { shop, loyalty } = cloud.outputs as Record<string, Record<string, unknown>>;
    const [giftCardsUrl] = (shop?.urls ?? []) as string[];
    const tiers = [join(REPOSITORY, "local/bin/tiers.cjs"), "token", "shop", "--data", data, "--as"];
    const tokenOf = async (name: string) => (await execute(process.execPath, [...tiers, name])).stdout.trim();
    const [ana, bob] = [await tokenOf("ana"), await tokenOf("bob")];
    for (const url of [giftCardsUrl, loyalty?.loyaltyUrl].map(String)) {
      const post = (authorization: string, body: object) =>
        call("POST", url, {
          headers: { authorization, "content-type": "application/json" },
          body: JSON.stringify(body),
        });
      const made = await post(ana, { note: "first", clientToken: "a" });
      assert.equal(made.status, 201, made.text);
      const { entryId } = made.json as { entryId: string };
      assert.deepEqual((await post(ana, { note: "again", clientToken: "a" })).json, { entryId });
      assert.equal((await post(ana, { note: "", clientToken: "a" })).status, 400);
      const found = await call("GET", `${url}/${entryId}`, { headers: { authorization: ana } });
      assert.deepEqual([found.status, found.json], [200, { entryId, note: "first" }]);
      assert.equal((await call("GET", `${url}/${entryId}`, { headers: { authorization: bob } })).status, 404);
      assert.equal((await call("POST", url, { body: "{}" })).status, 401);
    }
  });
});
