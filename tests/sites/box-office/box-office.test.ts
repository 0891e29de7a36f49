import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../../support/chromium";
import { look } from "../../support/look";
import { Visitor } from "../visitor";
import { type ServedBoxOffice, serveBoxOffice } from "./served-box-office";

const XSS = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>`;

for (const hosting of ["cloudfront", "amplify"] as const)
  describe(`the box office in a browser, hosted by ${hosting}`, function () {
    this.timeout(120_000);

    let house: ServedBoxOffice;
    let browser: Browser;
    let ana: Visitor;
    let page: Page;
    const said: string[] = [];

    before(async function () {
      browser = await launchChromium(this, "the box office");
    });
    after(() => browser?.close());
    beforeEach(async () => {
      house = await serveBoxOffice(hosting);
      ana = await Visitor.of(browser, house.url, said);
      page = ana.page;
    });
    afterEach(async () => {
      await ana.context.close();
      house.close();
      assert.deepEqual(said.splice(0), []);
    });

    /** What the browser says of failed requests, which these tests make on purpose. */
    const expected = (pattern: RegExp) => {
      const others = said.splice(0).filter((line) => !pattern.test(line));
      assert.deepEqual(others, []);
    };
    const signIn = async (name: string, visitor = ana, path = "/") => {
      await visitor.open(path);
      await visitor.button("Sign in").click();
      await visitor.page.getByLabel("Name").fill(name);
      await visitor.button("Sign in").click();
      await visitor.page.waitForURL(`${house.url}/**`);
      await visitor.button("Sign out").waitFor();
    };
    /** There and back: the pages of the pool are left too. */
    const signOut = async (by = "Sign out") => {
      const left = page.waitForResponse(/\/logout\?/);
      await ana.button(by).click();
      await left;
      await ana.heading("Backstage");
    };
    const anaShow = () =>
      [...house.api.shows.values()].find(({ organiser, seatsLeft }) => organiser === "sub-ana" && seatsLeft > 20) ??
      assert.fail();
    const looks = (name: string) => look(page, `backstage-${name}`);
    const alert = () => page.getByRole("alert");

    it("opens with less than 120 KB, without a shift of its layout, under a policy without inline code", async () => {
      const { bytes, shifts, policy } = await ana.firstLoad("Backstage");
      assert.ok(bytes > 20_000 && bytes < 120_000, `${bytes} bytes`);
      assert.deepEqual(shifts, []);
      assert.doesNotMatch(policy, /unsafe/);
      await looks("signed-out");
    });

    it("signs in where somebody wanted to go, keeps no token, knows them after a reload, and signs out", async () => {
      await signIn("ana", ana, "/mine");
      await ana.heading("My shows");
      await page.getByText("ana@example.com").waitFor();
      await page.getByText("organiser", { exact: true }).waitFor();
      const kept = await page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])");
      assert.equal(kept, JSON.stringify([{ "box-office.known": "1" }, {}, ""]));
      await page.reload();
      await ana.heading("My shows");
      assert.equal(page.url(), `${house.url}/mine`);
      await signOut();
      assert.equal(house.login.refreshTokens.size, hosting === "cloudfront" ? 0 : 1, "that of before the reload");
      await page.reload();
      await ana.button("Sign in").click();
      await page.getByLabel("Name").waitFor();
    });

    it("signs out all tabs at once", async () => {
      await signIn("ana");
      const other = await ana.tab();
      await other.open(`/shows/${anaShow().showId}`);
      await other.heading(anaShow().title);
      await other.sees("Live: bookings are here as they come.");
      await signOut();
      await other.heading("Backstage");
      assert.equal(await other.page.getByText(anaShow().title).count(), 0);
      for (const end = Date.now() + 5_000; house.bookings.open > 0 && Date.now() < end; ) await page.waitForTimeout(50);
      assert.equal(house.bookings.open, 0);
      if (hosting === "amplify") return;
      // The cookie is of all tabs, and so is who signs in anew.
      await signIn("max", other);
      await page.getByText("max@example.com").waitFor();
    });

    it("says when a session could not be ended, and ends it later", async () => {
      await signIn("ana");
      const ends = hosting === "cloudfront" ? "**/session" : "**/oauth2/revoke";
      await page.route(ends, (route) => route.abort());
      await ana.button("Sign out").click();
      await page.getByText("nobody answered who was to end your session").waitFor();
      await looks("left-open");
      await page.unroute(ends);
      await signOut("End the session");
      await page.reload();
      await ana.button("Sign in").click();
      await page.getByLabel("Name").waitFor();
      expected(/ERR_FAILED/);
    });

    it("goes on under a clock five minutes off, either way, and where a token ends before its time", async () => {
      for (const minutes of [-5, 5]) {
        const visitor = await Visitor.of(browser, house.url, said);
        await visitor.page.clock.install({ time: Date.now() + minutes * 60_000 });
        await signIn("ana", visitor);
        await visitor.heading("All shows");
        house.login.endAccess();
        await visitor.link("My shows").click();
        await visitor.heading("My shows");
        await visitor.page.getByText(anaShow().title).waitFor();
        await visitor.page.clock.fastForward(3_590_000);
        await visitor.link("All shows").click();
        await visitor.heading("All shows");
        await visitor.link(anaShow().title).waitFor();
        await visitor.context.close();
      }
      expected(/401/);
    });

    it("asks to sign in where the session has ended, and leads back", async () => {
      await signIn("ana");
      // A page that still loads would find out before the click.
      await ana.link(anaShow().title).waitFor();
      house.login.endAccess();
      house.login.refreshTokens.clear();
      await ana.link("My shows").click();
      await ana.heading("Backstage");
      await ana.button("Sign in").click();
      await ana.heading("My shows");
      expected(/40[01]/);
    });

    // What follows is the same for both.
    if (hosting === "amplify") return;

    it("lists what is on, page by page, and says what is whose", async () => {
      await signIn("ana");
      assert.equal(await page.getByRole("listitem").count(), 5);
      await ana.button("More shows").click();
      await page.getByText("Yours").nth(3).waitFor();
      assert.equal(await page.getByRole("listitem").count(), 8);
      await looks("all-shows");
      await ana.link("My shows").click();
      await ana.heading("My shows");
      assert.equal(await page.getByRole("listitem").count(), 4);
      await ana.sees("Live: bookings are here as they come.");
      await looks("my-shows");
      house.api.shows.clear();
      await ana.link("All shows").click();
      await ana.heading("Nothing is announced", 2);
      await looks("empty");
    });

    it("shows no form to a member, and says why", async () => {
      await signIn("max");
      await page.getByText("You are here as a member").waitFor();
      await looks("member");
      await ana.link(anaShow().title).click();
      await ana.heading(anaShow().title);
      assert.equal((await page.getByText("Change the show").count()) + (await page.getByLabel(/picture/).count()), 0);
      for (const path of ["/shows/new", `/shows/${anaShow().showId}/change`]) {
        await ana.open(path);
        await page.getByText("You are here as a member").waitFor();
        assert.equal(await page.getByRole("textbox").count(), 0);
      }
    });

    it("announces a show, and changes it", async () => {
      await signIn("ana");
      await ana.link("Announce a show").click();
      await ana.heading("Announce a show");
      await looks("announce");
      await page.getByLabel("Title").fill("  The Long Way Round ");
      await page.getByLabel("City").fill("Lyon");
      await page.getByLabel(/^Begins/).fill("2031-07-04T20:30");
      await page.getByLabel("Seats").fill("120");
      await page.getByLabel(/^Price/).fill("19.99");
      await ana.button("Announce").click();
      await ana.heading("The Long Way Round");
      const made = [...house.api.shows.values()].at(-1);
      assert.deepEqual(
        [made?.title, made?.startsAt, made?.price, made?.seats],
        // Brussels, in summer.
        ["The Long Way Round", "2031-07-04T18:30:00.000Z", 1999, 120],
      );
      await ana.link("Change the show").click();
      assert.equal(await page.getByLabel(/^Begins/).inputValue(), "2031-07-04T20:30");
      assert.equal(await page.getByLabel(/^Price/).inputValue(), "19.99");
      await page.getByLabel("Seats").fill("80");
      await looks("change");
      await ana.button("Save").click();
      await page.getByText("0 of 80 seats are booked").waitFor();
      await looks("own-show");
    });

    it("tells whoever changes a show that somebody was faster, and leads on either way", async () => {
      const show = anaShow();
      await signIn("ana", ana, `/shows/${show.showId}/change`);
      await page.getByLabel("Title").fill("Mine");
      house.api.shows.set(show.showId, { ...show, title: "Theirs", version: 2 });
      await ana.button("Save").click();
      assert.match(await alert().innerText(), /Somebody has changed this show.*the title is “Theirs”/);
      assert.equal(await ana.focused("getAttribute('role')"), "alert");
      assert.equal(await page.getByLabel("Title").inputValue(), "Mine");
      await looks("stale");
      await ana.button("Go on with theirs").click();
      assert.equal(await ana.focused("id"), "title");
      assert.equal(await page.getByLabel("Title").inputValue(), "Theirs");
      await page.getByLabel("Title").fill("Mine again");
      house.api.shows.set(show.showId, { ...show, title: "Theirs again", version: 3 });
      await ana.button("Save").click();
      await ana.button("Save mine over it").click();
      await ana.heading("Mine again");
      assert.equal(house.api.shows.get(show.showId)?.version, 4);
      expected(/409/);
    });

    it("says why a show could not be changed, and keeps what was typed", async () => {
      const show = { ...anaShow(), seatsLeft: anaShow().seats - 10 };
      house.api.shows.set(show.showId, show);
      await signIn("ana", ana, `/shows/${show.showId}/change`);
      const save = async (text: RegExp) => {
        await ana.button("Save").click();
        await alert().getByText(text).waitFor();
        assert.equal(await page.getByLabel("Seats").inputValue(), "9");
      };
      await page.getByLabel("Seats").fill("9");
      await save(/10 seats are sold/);
      await looks("refused");
      for (const [status, text] of [
        [403, /not among the organisers any more/],
        [404, /gone, or belongs to somebody else/],
        [502, /What you have typed is still here/],
      ] as const) {
        await page.route(`**/shows/${show.showId}`, (route) =>
          route.request().method() === "PUT"
            ? route.fulfill({ status, json: {}, headers: { "access-control-allow-origin": house.url } })
            : route.fallback(),
        );
        await save(text);
      }
      await page.unrouteAll();
      const strangers = [...house.api.shows.values()].find(({ organiser }) => organiser === "sub-oli");
      await ana.open(`/shows/${strangers?.showId}/change`);
      await page.getByText("This show is somebody else’s").waitFor();
      expected(/40[349]|502/);
    });

    it("sends a poster, says how far it is, waits for its check, and shows it", async () => {
      const show = anaShow();
      const png = {
        name: "poster.png",
        mimeType: "image/png",
        buffer: readFileSync("tests/sites/box-office/poster.png"),
      };
      await signIn("ana", ana, `/shows/${show.showId}`);
      const choose = (file: typeof png) => page.getByLabel(/^A picture/).setInputFiles(file);
      await choose({ ...png, mimeType: "image/svg+xml", name: "poster.svg" });
      await page.getByText("A poster is a PNG, a JPEG or a WebP picture.").waitFor();
      await choose({ ...png, buffer: Buffer.alloc(5 * 1024 * 1024 + 1) });
      await page.getByText("A poster has 5 MB at most.").waitFor();
      await choose({ ...png, buffer: Buffer.alloc(0) });
      await page.getByText("The file is empty.").waitFor();

      house.api.check = { refused: `It is no picture: ${XSS}`, takesMs: 1_500 };
      await choose(png);
      await page.getByText("It has arrived, and is being checked …").waitFor();
      await page.getByText("The poster was not taken. It is no picture: <img").waitFor();
      await looks("poster-refused");

      house.api.check = { takesMs: 100 };
      await choose(png);
      await page.getByText("This is the poster now.").waitFor();
      await page.locator("img.poster").waitFor();
      await page.waitForFunction("document.querySelector('img.poster').naturalWidth > 0");
      await looks("poster");

      // A picture that is gone is stood for.
      house.api.posters.clear();
      await page.reload();
      await page.locator("svg.poster").waitFor();

      await page.route("**/bucket", (route) =>
        route.fulfill({ status: 403, headers: { "access-control-allow-origin": "*" } }),
      );
      await choose(png);
      await page.getByText("The upload took too long to begin").waitFor();
      await page.unroute("**/bucket");
      await page.route("**/bucket", async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        await route.abort().catch(() => undefined);
      });
      await choose(png);
      await page.getByRole("progressbar").waitFor();
      await ana.button("Stop").click();
      await page.getByText("The upload was stopped.").waitFor();
      assert.equal(await page.title(), `${show.title} – Backstage`);
      expected(/40[34]/);
    });

    it("tells bookings as they come, and after a gap what was missed", async () => {
      const show = anaShow();
      await signIn("max", ana, `/shows/${show.showId}`);
      await ana.sees("Live: bookings are here as they come.");
      const sold = show.seats - show.seatsLeft;
      house.bookings.book(show.showId, 3);
      await page.getByRole("log").getByText("3 seats booked").waitFor();
      await page.getByText(`${sold + 3} of ${show.seats} seats are booked`).waitFor();
      await looks("live");

      // What is no booking is not heeded.
      for (const nonsense of ["{", "null", '{"type":"booked","showId":1}', "x".repeat(10_000)])
        house.bookings.tell(show.showId, nonsense);
      house.bookings.cut();
      await ana.sees("Not live just now. It is tried again by itself.");
      house.bookings.book(show.showId, 2);
      await page.getByText(`${sold + 5} of ${show.seats} seats are booked`).waitFor();
      await ana.sees("Live: bookings are here as they come.");
      house.bookings.book(show.showId, 1);
      await page.getByRole("log").getByText("1 seat booked").waitFor();
      assert.equal(house.bookings.opened, 2);
      assert.equal(await page.title(), `${show.title} – Backstage`);
    });

    it("waits longer each time for a connection that does not come, and not where somebody wants it now", async () => {
      let tickets = 0;
      await page.route("**/live-tickets", (route) => {
        tickets++;
        return route.fulfill({ status: 503, json: {}, headers: { "access-control-allow-origin": house.url } });
      });
      await signIn("ana", ana, "/mine");
      await ana.sees("Not live just now. It is tried again by itself.");
      await looks("not-live");
      await page.waitForTimeout(6_000);
      assert.ok(tickets >= 2 && tickets <= 6, `${tickets} tries`);
      await page.unroute("**/live-tickets");
      await ana.button("Try now").click();
      await ana.sees("Live: bookings are here as they come.");
      expected(/503/);
    });

    it("has one connection, also for somebody who leaves and comes back while it is made", async () => {
      await signIn("ana", ana, "/shows/new");
      await page.route("**/live-tickets", async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        await route.continue();
      });
      await page.getByRole("navigation").getByText("My shows").click();
      await ana.link("Announce a show").click();
      await ana.heading("Announce a show");
      await page.waitForTimeout(500);
      await page.getByRole("navigation").getByText("My shows").click();
      await ana.sees("Live: bookings are here as they come.");
      await page.waitForTimeout(500);
      assert.deepEqual([house.bookings.opened, house.bookings.open], [1, 1]);
    });

    it("holds out when bookings flood in", async () => {
      const show = anaShow();
      await signIn("ana", ana, `/shows/${show.showId}`);
      await ana.sees("Live: bookings are here as they come.");
      const at = new Date().toISOString();
      for (let left = 20_000; left >= 0; left--)
        house.bookings.tell(show.showId, { type: "booked", showId: show.showId, seats: 1, seatsLeft: left % 20, at });
      await page.getByText(`${show.seats} of ${show.seats} seats are booked`).waitFor();
      assert.equal(await page.getByRole("log").getByRole("listitem").count(), 8);
    });

    it("downloads all bookings, says how far it is, stops, and saves nothing that broke off", async () => {
      await signIn("ana", ana, "/mine");
      const download = page.waitForEvent("download");
      await ana.button("Download bookings").click();
      const file = await download;
      assert.equal(file.suggestedFilename(), "bookings.csv");
      assert.equal(readFileSync(await file.path(), "utf8"), "showId,title\r\n1,'=1+1\r\n");
      await page.getByText("bookings.csv is there").waitFor();

      let downloads = 0;
      page.on("download", () => downloads++);
      house.api.rows = function* () {
        yield "x".repeat(1_000_000);
        throw new Error("broken off");
      };
      await ana.button("Download bookings").click();
      await page.getByText("The file broke off, and was not saved.").waitFor();
      await looks("export-broken");
      house.api.rows = function* () {
        for (;;) yield "x".repeat(100_000);
      };
      await ana.button("Download bookings").click();
      await page.getByText("so far …").waitFor();
      await ana.button("Stop the download").click();
      await ana.button("Download bookings").waitFor();
      assert.equal(downloads, 0);
      expected(/ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_FAILED/);
    });

    it("shows markup that somebody typed as text", async () => {
      await signIn("ana", ana, "/shows/new");
      await page.getByLabel("Title").fill(XSS);
      await page.getByLabel("City").fill(XSS.slice(0, 64));
      await page.getByLabel(/^Begins/).fill("2031-07-04T20:30");
      await page.getByLabel("Seats").fill("1");
      await page.getByLabel(/^Price/).fill("0");
      await ana.button("Announce").click();
      await ana.heading(XSS);
      await page.getByRole("navigation").getByText("My shows").click();
      await page.getByRole("link", { name: XSS }).waitFor();
      const show = [...house.api.shows.values()].at(-1) ?? assert.fail();
      await ana.open(`/shows/${show.showId}/change`);
      await page.getByLabel("Title").fill("Mine");
      house.api.shows.set(show.showId, { ...show, title: XSS, version: 2 });
      await ana.button("Save").click();
      await alert().getByText("<script>").waitFor();
      assert.equal(await page.locator("main img, main script").count(), 0);
      assert.notEqual(await page.title(), "broken");
      expected(/409/);
    });

    it("says when the API is away, when there is no network, and what is not there", async () => {
      await signIn("ana");
      await page.route("**/api/shows*", (route) =>
        route.fulfill({ status: 502, json: {}, headers: { "access-control-allow-origin": house.url } }),
      );
      await ana.link("My shows").click();
      await ana.heading("Nobody at the counter", 2);
      await looks("away");
      await page.unroute("**/api/shows*");
      await ana.button("Try again").click();
      await ana.link(anaShow().title).waitFor();
      await ana.context.setOffline(true);
      await ana.link(anaShow().title).click();
      await ana.heading("No network", 2);
      await looks("offline");
      await ana.context.setOffline(false);
      await ana.heading(anaShow().title);
      for (const path of ["/nothing/here", "/shows/none", "/shows/x/y", "/shows/x/change/z", "/%E0%A4%A"]) {
        await ana.open(path);
        await ana.heading("Not found");
      }
      await page.route("**/config.json", (route) => route.abort());
      await page.reload();
      await ana.heading("The box office does not open");
      expected(/502|404|ERR_FAILED|ERR_INTERNET_DISCONNECTED|WebSocket/);
    });
  });
