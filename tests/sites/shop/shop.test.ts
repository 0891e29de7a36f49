import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "../../support/chromium";
import { look } from "../../support/look";
import { type ServedShop, serveShop } from "./served-shop";

const UMBRELLAS = "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b02";

describe("the shop in a browser", function () {
  this.timeout(120_000);

  let shop: ServedShop;
  let browser: Browser;
  let context: BrowserContext;
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
  const newContext = () => browser.newContext({ timezoneId: "Europe/Brussels", locale: "en-GB" });
  const newPage = async (of: BrowserContext) => {
    const made = await of.newPage();
    made.on("console", (message) => void said.push(`${message.type()}: ${message.text()}`));
    made.on("pageerror", (error) => void said.push(String(error)));
    return made;
  };
  beforeEach(async () => {
    context = await newContext();
    page = await newPage(context);
  });
  afterEach(async () => {
    await context.close();
    assert.deepEqual(said.splice(0), []);
  });

  const open = (path: string) => page.goto(shop.url + path);
  const heading = (name: string | RegExp, of = page) => of.getByRole("heading", { level: 1, name }).waitFor();
  const button = (name: string | RegExp, of = page) => of.getByRole("button", { name });
  const signIn = async (name: string, of = page) => {
    await of.getByLabel("Name").fill(name);
    await button("Sign in", of).click();
    await of.waitForURL(`${shop.url}/**`);
  };
  /** What the browser says of failed requests, which these tests make on purpose. */
  const expected = (pattern: RegExp) => {
    const others = said.splice(0).filter((line) => !pattern.test(line));
    assert.deepEqual(others, []);
  };

  it("opens with less than 60 KB, without a shift of its layout, under a policy without inline code", async () => {
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    let bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.addInitScript(`
      window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value)))
        .observe({ type: "layout-shift", buffered: true });`);
    const answer = await open("/");
    assert.doesNotMatch(answer?.headers()["content-security-policy"] ?? "unsafe", /unsafe/);
    await page.getByText("5 shows so far").waitFor();
    await page.waitForLoadState("networkidle");
    assert.deepEqual(await page.evaluate("window.shifts"), []);
    assert.ok(bytes > 5_000 && bytes < 60_000, `${bytes} bytes`);
  });

  it("searches by words, over all pages, and by city; the address says it", async () => {
    await open("/");
    await page.getByText("5 shows so far").waitFor();
    await page.getByLabel("Search").fill("interval LONG");
    await page.getByRole("link", { name: "The Long Interval" }).waitFor();
    await page.getByText("1 show", { exact: true }).waitFor();
    await page.getByLabel("Search").fill("krakow");
    await page.getByText("2 shows", { exact: true }).waitFor();
    await page.getByLabel("Search").fill("no such thing");
    await page.getByRole("heading", { name: "Nothing found" }).waitFor();
    await button("Show everything").click();
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
    await open("/");
    await page.getByRole("link", { name: "Eleven Umbrellas" }).click();
    await heading("Eleven Umbrellas");
    assert.equal(await page.evaluate("document.activeElement.tagName"), "H1", "a screen reader goes on there");
    assert.equal(await page.title(), "Eleven Umbrellas – Box Office");
    await look(page, "show");
    await button("One seat more").click();
    await button("Sign in to book").click();
    await page.getByRole("heading", { name: "Sign in to shop-web" }).waitFor();
    await look(page, "sign-in");
    await signIn("Ana");
    await heading("Eleven Umbrellas");
    assert.equal(await page.getByLabel("How many seats?").inputValue(), "2");
    await page.getByText("Ana", { exact: true }).waitFor();
    await button("Book 2 seats").click();
    await page.getByRole("heading", { name: "2 seats are yours" }).waitFor();
    assert.equal(await page.evaluate("document.activeElement.className"), "panel good");
    await page.getByText("Last 10 seats").waitFor();
    await look(page, "booked");
    await page.getByRole("link", { name: "See my tickets" }).click();
    await heading("My tickets");
    await page.getByRole("link", { name: "Eleven Umbrellas" }).waitFor();
    await look(page, "tickets");

    // Tokens are in memory alone: the provider is asked, and knows who it is.
    assert.doesNotMatch(await page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"), /eyJ/);
    await page.reload();
    await page.getByRole("link", { name: "Eleven Umbrellas" }).waitFor();
    assert.equal(page.url(), `${shop.url}/tickets`);

    await button(/^Give back/).click();
    await button("Keep").click();
    await button(/^Give back/).click();
    await look(page, "give-back");
    await page.getByRole("dialog").getByRole("button", { name: "Give back" }).click();
    await page.getByText("2 seats for Eleven Umbrellas were given back.").waitFor();
    await page.getByText("You have no tickets yet.").waitFor();
    assert.equal(shop.shows.get(UMBRELLAS)?.seatsLeft, 12);

    await button("Sign out").click();
    await button("Sign out").click();
    await page.waitForURL(`${shop.url}/`);
    await open("/tickets");
    await page.getByText("Sign in, and the seats").waitFor();
    await look(page, "signed-out");
  });

  it("tells the second of two tabs that want the last seat, and offers what is left", async () => {
    const show = shop.shows.get(UMBRELLAS) ?? assert.fail();
    show.seatsLeft = 3;
    await open(`/shows/${UMBRELLAS}?seats=3`);
    await button("Sign in to book").click();
    await signIn("Bob");
    const other = await newPage(context);
    await other.goto(`${shop.url}/shows/${UMBRELLAS}?seats=2`);
    await button("Book 2 seats", other).waitFor();
    await button("Book 3 seats").waitFor();
    await button("Book 2 seats", other).click();
    await other.getByRole("heading", { name: "2 seats are yours" }).waitFor();
    await button("Book 3 seats").click();
    assert.match(await page.getByRole("alert").innerText(), /Somebody was faster: only 1 seat is left\./);
    assert.equal(await page.evaluate("document.activeElement.getAttribute('role')"), "alert");
    await look(page, "faster");
    await button("Book 1 seat").click();
    await page.getByRole("heading", { name: "The seat is yours" }).waitFor();
    await button("Book more", other).click();
    await button("Book 1 seat", other).click();
    assert.match(await other.getByRole("alert").innerText(), /the last seats have just gone/);
    await other.getByText("All seats are taken").waitFor();
    expected(/409/);
    show.seatsLeft = 12;
  });

  it("books once what had to be sent twice", async () => {
    await open(`/shows/${UMBRELLAS}?seats=2`);
    await button("Sign in to book").click();
    await signIn("Cleo");
    // It arrives, and the answer is lost.
    await page.route("**/api/tickets", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await button("Book 2 seats").click();
    assert.match(await page.getByRole("alert").innerText(), /does not answer.*you may try again/);
    await page.unroute("**/api/tickets");
    await button("Book 2 seats").click();
    await page.getByRole("heading", { name: "2 seats are yours" }).waitFor();
    assert.deepEqual(
      [...(shop.tickets.get("cleo")?.values() ?? [])].map(({ seats }) => seats),
      [2],
    );
    expected(/ERR_FAILED/);
  });

  it("opens a deep link, leads to what is written there by the house, and knows what is not there", async () => {
    await open("/info/visit");
    await heading("Your visit");
    assert.equal(await page.locator("article b, article a[href^='javascript']").count(), 0);
    await page.getByText("<b>not</b>").waitFor();
    await look(page, "info");
    await page.goBack().catch(() => undefined);
    for (const path of ["/nothing/here", "/shows/none", "/info/none", "/tickets/x", "/%E0%A4%A"]) {
      await open(path);
      await heading("Not found");
    }
    await look(page, "missing");
    expected(/404/);
  });

  it("says when the API is away, and tries again", async () => {
    await page.route("**/api/**", (route) =>
      route.fulfill({ status: 502, json: { message: "Internal server error" } }),
    );
    await open("/");
    await page.getByRole("heading", { name: "Nobody at the counter" }).waitFor();
    await look(page, "away");
    await page.unroute("**/api/**");
    await button("Try again").click();
    await page.getByText("5 shows so far").waitFor();
    await page.route("**/config.json", (route) => route.abort());
    await page.reload();
    await heading("The box office does not open");
    await look(page, "closed");
    expected(/502|ERR_FAILED/);
  });

  it("says when there is no network, and goes on when there is", async () => {
    await open("/");
    await page.getByText("5 shows so far").waitFor();
    await context.setOffline(true);
    await page.getByText("You are offline. What you see may have changed meanwhile.").waitFor();
    await page.getByRole("link", { name: "Eleven Umbrellas" }).click();
    await page.getByRole("heading", { name: "No network" }).waitFor();
    await look(page, "offline");
    await context.setOffline(false);
    await heading("Eleven Umbrellas");
    expected(/ERR_INTERNET_DISCONNECTED/);
  });

  it("opens without the identity provider, for somebody who is not signed in", async () => {
    await context.addInitScript("localStorage.setItem('shop.known', '1')");
    await page.route(`${shop.issuer}/**`, (route) => route.abort());
    await open("/tickets");
    await page.getByText("Sign in, and the seats").waitFor();
    await page.locator("main").getByRole("button", { name: "Sign in" }).click();
    await page.getByText("The sign-in page cannot be reached.").waitFor();
    await page.unroute(`${shop.issuer}/**`);
    // Whom the provider knows no more is signed out here too, and stays where they are.
    await open(`/shows/${UMBRELLAS}?seats=4`);
    await button("Sign in to book").waitFor();
    assert.equal(page.url(), `${shop.url}/shows/${UMBRELLAS}?seats=4`);
    expected(/ERR_FAILED/);
  });

  it("opens where the browser keeps nothing, and under addresses that look like another site's", async () => {
    await context.addInitScript(`
      for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });`);
    await open("//elsewhere.example/");
    await heading("Not found");
    assert.equal(new URL(page.url()).pathname, "/elsewhere.example/");
    await open("/tickets");
    await page.getByText("Sign in, and the seats").waitFor();
  });

  it("is used by the keyboard alone", async () => {
    await open("/");
    await page.getByText("5 shows so far").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate("document.activeElement.id"), "main");
    for (let at = 0; at < 4; at++) await page.keyboard.press("Tab");
    assert.equal(await page.evaluate("document.activeElement.textContent"), "Eleven Umbrellas");
    await page.keyboard.press("Enter");
    await heading("Eleven Umbrellas");
    await page.goBack();
    await heading("What’s on");
    assert.equal(await page.evaluate("document.activeElement.tagName"), "H1");
  });
});
