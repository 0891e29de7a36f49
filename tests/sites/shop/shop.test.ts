import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../../support/chromium";
import { look } from "../../support/look";
import { Visitor } from "../visitor";
import { type ServedShop, serveShop } from "./served-shop";

const UMBRELLAS = "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b02";

describe("the shop in a browser", function () {
  this.timeout(120_000);

  let shop: ServedShop;
  let browser: Browser;
  let ana: Visitor;
  let page: Page;
  const said: string[] = [];

  before(async function () {
    browser = await launchChromium(this, "the shop");
    shop = await serveShop();
  });
  after(async () => {
    await browser?.close();
    await shop?.close();
  });
  beforeEach(async () => {
    ana = await Visitor.of(browser, shop.url, said);
    page = ana.page;
  });
  afterEach(async () => {
    await ana.context.close();
    assert.deepEqual(said.splice(0), []);
  });

  /** What the browser says of failed requests, which these tests make on purpose. */
  const expected = (pattern: RegExp) => {
    const others = said.splice(0).filter((line) => !pattern.test(line));
    assert.deepEqual(others, []);
  };

  it("opens with less than 60 KB, without a shift of its layout, under a policy without inline code", async () => {
    const { bytes, shifts, policy } = await ana.firstLoad("5 shows so far");
    assert.ok(bytes > 5_000 && bytes < 60_000, `${bytes} bytes`);
    assert.deepEqual(shifts, []);
    assert.doesNotMatch(policy, /unsafe/);
  });

  it("searches by words, over all pages, and by city; the address says it", async () => {
    await ana.open("/");
    await page.getByText("5 shows so far").waitFor();
    await page.getByLabel("Search").fill("interval LONG");
    await ana.link("The Long Interval").waitFor();
    await page.getByText("1 show", { exact: true }).waitFor();
    await page.getByLabel("Search").fill("krakow");
    await page.getByText("2 shows", { exact: true }).waitFor();
    await page.getByLabel("Search").fill("no such thing");
    await ana.heading("Nothing found", 2);
    await ana.button("Show everything").click();
    await page.getByText("8 shows").waitFor();
    await page.getByLabel("City").selectOption("Porto");
    await page.getByText("2 shows").waitFor();
    assert.equal(page.url(), `${shop.url}/?city=Porto`);
    await page.reload();
    await page.getByText("2 shows").waitFor();
    assert.equal(await page.getByLabel("City").inputValue(), "Porto");
    await look(page, "programme");
  });

  it("books after a sign-in that leads back to the same seats, shows the tickets and gives them back", async () => {
    await ana.open("/");
    await ana.link("Eleven Umbrellas").click();
    await ana.heading("Eleven Umbrellas");
    assert.equal(await ana.focused("tagName"), "H1", "a screen reader goes on there");
    assert.equal(await page.title(), "Eleven Umbrellas – Box Office");
    await look(page, "show");
    await ana.button("One seat more").click();
    await ana.button("Sign in to book").click();
    await ana.heading("Sign in to shop-web");
    await look(page, "sign-in");
    await ana.signIn("Ana");
    await ana.heading("Eleven Umbrellas");
    assert.equal(await page.getByLabel("How many seats?").inputValue(), "2");
    await page.getByText("Ana", { exact: true }).waitFor();
    await ana.button("Book 2 seats").click();
    await ana.heading("2 seats are yours", 2);
    assert.equal(await ana.focused("className"), "panel good");
    await page.getByText("Last 10 seats").waitFor();
    await look(page, "booked");
    await ana.link("See my tickets").click();
    await ana.heading("My tickets");
    await ana.link("Eleven Umbrellas").waitFor();
    await look(page, "tickets");

    // Tokens are in memory alone: the provider is asked, and knows who it is.
    assert.doesNotMatch(await page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"), /eyJ/);
    await page.reload();
    await ana.link("Eleven Umbrellas").waitFor();
    assert.equal(page.url(), `${shop.url}/tickets`);

    await ana.button(/^Give back/).click();
    await ana.button("Keep").click();
    await ana.button(/^Give back/).click();
    await look(page, "give-back");
    await page.getByRole("dialog").getByRole("button", { name: "Give back" }).click();
    await page.getByText("2 seats for Eleven Umbrellas were given back.").waitFor();
    await page.getByText("You have no tickets yet.").waitFor();
    assert.equal(shop.shows.get(UMBRELLAS)?.seatsLeft, 12);

    await ana.button("Sign out").click();
    await ana.button("Sign out").click();
    await page.waitForURL(`${shop.url}/`);
    await ana.open("/tickets");
    await page.getByText("Sign in, and the seats").waitFor();
    await look(page, "signed-out");
  });

  it("tells the second of two tabs that want the last seat, and offers what is left", async () => {
    const show = shop.shows.get(UMBRELLAS) ?? assert.fail();
    show.seatsLeft = 3;
    await ana.open(`/shows/${UMBRELLAS}?seats=3`);
    await ana.button("Sign in to book").click();
    await ana.signIn("Bob");
    const other = await ana.tab();
    await other.open(`/shows/${UMBRELLAS}?seats=2`);
    await other.button("Book 2 seats").waitFor();
    await ana.button("Book 3 seats").waitFor();
    await other.button("Book 2 seats").click();
    await other.heading("2 seats are yours", 2);
    await ana.button("Book 3 seats").click();
    assert.match(await page.getByRole("alert").innerText(), /Somebody was faster: only 1 seat is left\./);
    assert.equal(await ana.focused("getAttribute('role')"), "alert");
    await look(page, "faster");
    await ana.button("Book 1 seat").click();
    await ana.heading("The seat is yours", 2);
    await other.button("Book more").click();
    await other.button("Book 1 seat").click();
    assert.match(await other.page.getByRole("alert").innerText(), /the last seats have just gone/);
    await other.page.getByText("All seats are taken").waitFor();
    expected(/409/);
    show.seatsLeft = 12;
  });

  it("books once what had to be sent twice", async () => {
    await ana.open(`/shows/${UMBRELLAS}?seats=2`);
    await ana.button("Sign in to book").click();
    await ana.signIn("Cleo");
    // It arrives, and the answer is lost.
    await page.route("**/api/tickets", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await ana.button("Book 2 seats").click();
    assert.match(await page.getByRole("alert").innerText(), /does not answer.*you may try again/);
    await page.unroute("**/api/tickets");
    await ana.button("Book 2 seats").click();
    await ana.heading("2 seats are yours", 2);
    assert.deepEqual(
      [...(shop.tickets.get("cleo")?.values() ?? [])].map(({ seats }) => seats),
      [2],
    );
    expected(/ERR_FAILED/);
  });

  it("has a new token made before the old one ends, and asks to sign in where the API takes it no more", async () => {
    await page.clock.install();
    await ana.open("/tickets");
    await page.locator("main").getByRole("button", { name: "Sign in" }).click();
    await ana.signIn("Dora");
    await ana.sees("You have no tickets yet.");
    const grants: (string | null)[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST") grants.push(new URLSearchParams(request.postData() ?? "").get("grant_type"));
    });
    const again = async (minutes: number) => {
      await page.clock.fastForward(minutes * 60_000);
      await ana.link("What’s on").click();
      await ana.link("My tickets").click();
      await ana.sees("You have no tickets yet.");
      await page.waitForLoadState("networkidle");
    };
    await again(5);
    assert.deepEqual(grants, []);
    for (const expected of [["refresh_token"], ["refresh_token", "refresh_token"]]) {
      await again(15);
      assert.deepEqual(grants, expected, "once for all requests, each time by the latest refresh token");
    }
    await page.route("**/api/tickets?*", (route) => route.fulfill({ status: 401, json: { message: "Unauthorized" } }));
    await ana.link("What’s on").click();
    await ana.link("My tickets").click();
    await page.getByText("Sign in, and the seats").waitFor();
    expected(/401/);
  });

  it("opens a deep link, leads to what is written there by the house, and knows what is not there", async () => {
    await ana.open("/info/visit");
    await ana.heading("Your visit");
    assert.equal(await page.locator("article b, article a[href^='javascript']").count(), 0);
    await page.getByText("<b>not</b>").waitFor();
    await look(page, "info");
    await page.goBack().catch(() => undefined);
    for (const path of ["/nothing/here", "/shows/none", "/info/none", "/tickets/x", "/%E0%A4%A"]) {
      await ana.open(path);
      await ana.heading("Not found");
    }
    await look(page, "missing");
    expected(/404/);
  });

  it("says when the API is away, and tries again", async () => {
    await page.route("**/api/**", (route) =>
      route.fulfill({ status: 502, json: { message: "Internal server error" } }),
    );
    await ana.open("/");
    await ana.heading("Nobody at the counter", 2);
    await look(page, "away");
    await page.unroute("**/api/**");
    await ana.button("Try again").click();
    await page.getByText("5 shows so far").waitFor();
    await page.route("**/config.json", (route) => route.abort());
    await page.reload();
    await ana.heading("The box office does not open");
    await look(page, "closed");
    expected(/502|ERR_FAILED/);
  });

  it("says when there is no network, and goes on when there is", async () => {
    await ana.open("/");
    await page.getByText("5 shows so far").waitFor();
    await ana.context.setOffline(true);
    await page.getByText("You are offline. What you see may have changed meanwhile.").waitFor();
    await ana.link("Eleven Umbrellas").click();
    await ana.heading("No network", 2);
    await look(page, "offline");
    await ana.context.setOffline(false);
    await ana.heading("Eleven Umbrellas");
    expected(/ERR_INTERNET_DISCONNECTED/);
  });

  it("opens without the identity provider, for somebody who is not signed in", async () => {
    await ana.context.addInitScript("localStorage.setItem('box-office.known', '1')");
    await page.route(`${shop.issuer}/**`, (route) => route.abort());
    await ana.open("/tickets");
    await page.getByText("Sign in, and the seats").waitFor();
    await page.locator("main").getByRole("button", { name: "Sign in" }).click();
    await page.getByText("The sign-in page cannot be reached.").waitFor();
    await page.unroute(`${shop.issuer}/**`);
    // Whom the provider knows no more is signed out here too, and stays where they are.
    await ana.open(`/shows/${UMBRELLAS}?seats=4`);
    await ana.button("Sign in to book").waitFor();
    assert.equal(page.url(), `${shop.url}/shows/${UMBRELLAS}?seats=4`);
    expected(/ERR_FAILED/);
  });

  it("opens where the browser keeps nothing, and under addresses that look like another site's", async () => {
    await ana.context.addInitScript(`
      for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });`);
    await ana.open("//elsewhere.example/");
    await ana.heading("Not found");
    assert.equal(new URL(page.url()).pathname, "/elsewhere.example/");
    await ana.open("/tickets");
    await page.getByText("Sign in, and the seats").waitFor();
  });

  it("is used by the keyboard alone", async () => {
    await ana.open("/");
    await page.getByText("5 shows so far").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await ana.focused("id"), "main");
    for (let at = 0; at < 4; at++) await page.keyboard.press("Tab");
    assert.equal(await ana.focused("textContent"), "Eleven Umbrellas");
    await page.keyboard.press("Enter");
    await ana.heading("Eleven Umbrellas");
    await page.goBack();
    await ana.heading("What’s on");
    assert.equal(await ana.focused("tagName"), "H1");
  });
});
