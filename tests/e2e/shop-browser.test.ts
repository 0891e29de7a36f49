import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { Visitor } from "../sites/visitor";
import { launchChromium } from "../support/chromium";
import { type LocalStack, newDataFolder, startStack } from "../support/local-stack";
import { look } from "../support/look";

const run = promisify(execFile);
const TIERS = resolve(__dirname, "../../local/bin/tiers.cjs");

describe("the shop on the local cloud, in a browser", function () {
  this.timeout(180_000);

  const folder = newDataFolder();
  let stack: LocalStack;
  let browser: Browser;
  let ana: Visitor;
  const said: string[] = [];
  /** What the browser says of requests that fail on purpose. */
  const expected = (pattern: RegExp) =>
    assert.deepEqual(
      said.splice(0).filter((line) => !pattern.test(line)),
      [],
    );

  before(async function () {
    browser = await launchChromium(this, "the shop on the local cloud");
    stack = await startStack(folder);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    ana = await Visitor.of(browser, stack.outputs.spaUrl ?? "", said);
  });
  afterEach(async () => {
    await ana.context.close();
    expected(/^$/);
  });

  it("opens with less than 60 KB over the wire, still, under a policy without inline code", async () => {
    const { bytes, shifts, policy } = await ana.firstLoad("8 shows");
    assert.ok(bytes > 5_000 && bytes < 60_000, `${bytes} bytes`);
    assert.deepEqual(shifts, []);
    assert.match(policy, /default-src 'self'/);
    assert.doesNotMatch(policy, /unsafe/);
  });

  it("is searched, books for whoever signs in, shows the tickets after a reload and gives them back", async () => {
    await ana.open("/");
    await ana.page.getByLabel("Search").fill("umbrellas");
    await ana.sees("1 show");
    await ana.link("Eleven Umbrellas").click();
    await ana.heading("Eleven Umbrellas");
    await ana.button("One seat more").click();
    await ana.button("Sign in to book").click();
    await ana.signIn("Ana");
    await ana.button("Book 2 seats").click();
    await ana.heading("2 seats are yours", 2);
    await ana.link("See my tickets").click();
    await ana.heading("My tickets");
    await ana.link("Eleven Umbrellas").waitFor();
    await ana.page.reload();
    await ana.link("Eleven Umbrellas").waitFor();
    await look(ana.page, "tickets-on-the-cloud");

    // The same person by the command line.
    const { stdout } = await run(process.execPath, [TIERS, "token", "spa", "--as", "ana", "--data", folder]);
    const answer = await fetch(`${stack.outputs.spaApiUrl}/tickets`, {
      headers: { authorization: `Bearer ${stdout.trim()}` },
    });
    const { tickets } = (await answer.json()) as { tickets: { seats: number }[] };
    assert.deepEqual(
      tickets.map(({ seats }) => seats),
      [2],
    );

    await ana.button(/^Give back/).click();
    await ana.page.getByRole("dialog").getByRole("button", { name: "Give back" }).click();
    await ana.sees("2 seats for Eleven Umbrellas were given back.");
  });

  it("tells the second of two tabs that want the last seats", async () => {
    await ana.open("/");
    await ana.link("Eleven Umbrellas").click();
    await ana.heading("Eleven Umbrellas");
    const path = new URL(ana.page.url()).pathname;
    await ana.open(`${path}?seats=11`);
    await ana.button("Sign in to book").click();
    await ana.signIn("Bob");
    const other = await ana.tab();
    await other.open(`${path}?seats=11`);
    for (const each of [ana, other]) await each.button("Book 11 seats").waitFor();
    await other.button("Book 11 seats").click();
    await other.heading("11 seats are yours", 2);
    await ana.button("Book 11 seats").click();
    await ana.sees("Somebody was faster: only 1 seat is left.");
    await ana.button("Book 1 seat").waitFor();
    expected(/409/);
  });

  it("opens deep links: pages of the app, of the house, and what is not there", async () => {
    await ana.open("/info/visit");
    await ana.heading("Your visit");
    await ana.open("/tickets");
    await ana.page.getByText("Sign in, and the seats").waitFor();
    for (const path of ["/shows/5f0c8a52-6d0e-4b8a-9d0f-000000000000", "/info/none", "/nothing"]) {
      await ana.open(path);
      await ana.heading("Not found");
    }
    expected(/404/);
  });

  it("says when all of it is away", async () => {
    await ana.open("/");
    await ana.link("Eleven Umbrellas").waitFor();
    await stack.stop();
    await ana.link("Eleven Umbrellas").click();
    await ana.heading("Nobody at the counter", 2);
    expected(/ERR_CONNECTION_REFUSED/);
  });
});
