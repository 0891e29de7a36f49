import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as cognito from "@aws-sdk/client-cognito-identity-provider";
import type { Browser } from "playwright-core";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";
import { parseDocument } from "yaml";
import type { OrganisedShow } from "../../contracts/organising";
import { Visitor } from "../sites/visitor";
import { launchChromium } from "../support/chromium";
import { call } from "../support/local-stack";
import { look } from "../support/look";
import { pngOf } from "../support/pictures";

const ROOT = resolve(__dirname, "../..");
const PASSWORD = "Correct-horse-7";
const XSS = `<img src=x onerror="document.title='broken'">`;

/** The program in a folder of its own, of which the stack has the web app alone. */
const programOf = (folder: string, hosting: "cloudfront" | "amplify"): void => {
  for (const name of ["node_modules", "handlers", "sites"]) symlinkSync(join(ROOT, name), join(folder, name));
  writeFileSync(join(folder, "index.ts"), `export * from ${JSON.stringify(join(ROOT, "index"))};`);
  writeFileSync(join(folder, "Pulumi.yaml"), readFileSync(join(ROOT, "Pulumi.yaml")));
  const settings = parseDocument(readFileSync(join(ROOT, "Pulumi.local.yaml"), "utf8"));
  for (const pattern of ["orders", "mobile", "shop", "platform"])
    settings.deleteIn(["config", `serverless-tiers:${pattern}`]);
  settings.setIn(["config", "serverless-tiers:web", "hosting"], hosting);
  writeFileSync(join(folder, "Pulumi.local.yaml"), settings.toString());
};

for (const hosting of ["cloudfront", "amplify"] as const)
  describe(`the web app on the local cloud, hosted by ${hosting}, in a browser`, function () {
    this.timeout(180_000);

    const folder = mkdtempSync(join(tmpdir(), "web-app-"));
    let cloud: LocalCloud;
    let browser: Browser;
    const said: string[] = [];
    let olga: Visitor;
    /** As the browser showed it to the API last. */
    const tokens = new Map<Visitor, string>();
    /** What the browser says of requests that fail on purpose. */
    const expected = (pattern: RegExp) =>
      assert.deepEqual(
        said.splice(0).filter((line) => !pattern.test(line)),
        [],
      );

    before(async function () {
      browser = await launchChromium(this, `the web app, hosted by ${hosting}`);
      programOf(folder, hosting);
      cloud = await startCloud({ root: folder, data: join(folder, ".local") });
      for (const [name, GroupName] of Object.entries({ olga: "organisers", otto: "organisers", max: "" }))
        await account(`${name}@example.com`, GroupName);
      olga = await somebody();
      await signIn(olga, "olga");
    });
    after(async () => {
      await browser?.close();
      await cloud?.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    });
    afterEach(() => expected(/^$/));

    const account = async (Username: string, GroupName: string) => {
      const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_REGION: region = "" } = cloud.environment;
      const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
      const users = new cognito.CognitoIdentityProviderClient({ endpoint: cloud.endpoint, region, credentials });
      const who = { UserPoolId: String(cloud.outputs.webUserPoolId), Username };
      await users.send(new cognito.AdminCreateUserCommand({ ...who, MessageAction: "SUPPRESS" }));
      await users.send(new cognito.AdminSetUserPasswordCommand({ ...who, Password: PASSWORD, Permanent: true }));
      if (GroupName) await users.send(new cognito.AdminAddUserToGroupCommand({ ...who, GroupName }));
    };
    const somebody = async (): Promise<Visitor> => {
      const visitor = await Visitor.of(browser, String(cloud.outputs.webUrl), said);
      visitor.page.on("request", (request) => {
        const { authorization } = request.headers();
        if (authorization) tokens.set(visitor, authorization);
      });
      return visitor;
    };
    const signIn = async (visitor: Visitor, name: string, path = "/") => {
      await visitor.open(path);
      await visitor.button("Sign in").click();
      await visitor.page.getByLabel("Email").fill(`${name}@example.com`);
      await visitor.page.getByLabel("Password").fill(PASSWORD);
      await visitor.button("Sign in").click();
      await visitor.button("Sign out").waitFor();
    };
    const ask = (visitor: Visitor, method: string, path: string, body?: unknown) =>
      call(method, `${cloud.outputs.webApiUrl}${path}`, {
        headers: { authorization: tokens.get(visitor) ?? "", "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    const NEW = {
      title: "The Long Way Round",
      city: "Lyon",
      startsAt: "2031-07-04T18:30:00Z",
      seats: 100,
      price: 1999,
    };
    const announced = async (changes: object = {}, by = olga): Promise<OrganisedShow> => {
      const { status, json, text } = await ask(by, "POST", "/shows", { ...NEW, ...changes });
      assert.equal(status, 201, text);
      return json as OrganisedShow;
    };

    it("opens with less than 120 KB over the wire, still, under a policy without inline code", async () => {
      const visitor = await somebody();
      const { bytes, shifts, policy } = await visitor.firstLoad("Backstage");
      assert.ok(bytes > 20_000 && bytes < 120_000, `${bytes} bytes`);
      assert.deepEqual(shifts, []);
      assert.match(policy, /default-src 'self'/);
      assert.doesNotMatch(policy, /unsafe/);
      await visitor.context.close();
    });

    it("knows after a reload who is signed in, with no token that a script could read", async () => {
      await olga.open("/mine");
      await olga.page.getByText("olga@example.com").waitFor();
      await olga.heading("You have announced nothing yet", 2);
      await olga.sees("Live: bookings are here as they come.");
      const kept = await olga.page.evaluate(
        "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])",
      );
      assert.doesNotMatch(String(kept), /eyJ/);
      const cookies = await olga.context.cookies(String(cloud.outputs.webUrl));
      const session = cookies.find(({ name }) => name === "__Host-session");
      assert.deepEqual(
        session && [session.httpOnly, session.secure, session.sameSite],
        hosting === "cloudfront" ? [true, true, "Strict"] : undefined,
      );
    });

    it("announces a show, changes it, and tells of a change that somebody else made meanwhile", async () => {
      const { page } = olga;
      await olga.open("/shows/new");
      await page.getByLabel("Title").fill(XSS);
      await page.getByLabel("City").fill("=1+1");
      await page.getByLabel(/^Begins/).fill("2031-07-04T20:30");
      await page.getByLabel("Seats").fill("100");
      await page.getByLabel(/^Price/).fill("19.99");
      await olga.button("Announce").click();
      await olga.heading(XSS);
      await olga.link("Change the show").click();
      const showId = page.url().split("/").at(-2) ?? "";
      const { json } = await ask(olga, "GET", `/shows/${showId}`);
      const { title, city, startsAt, price, version } = json as OrganisedShow;
      assert.deepEqual([startsAt, price, version], ["2031-07-04T18:30:00.000Z", 1999, 1]);
      const theirs = await ask(olga, "PUT", `/shows/${showId}`, { title, city, startsAt, seats: 90, price, version });
      assert.equal(theirs.status, 200, theirs.text);
      await page.getByLabel("Seats").fill("80");
      await olga.button("Save").click();
      await page.getByRole("alert").getByText("there are 90 seats").waitFor();
      await look(page, `web-${hosting}-stale`);
      await olga.button("Save mine over it").click();
      await page.getByText("0 of 80 seats are booked").waitFor();
      assert.notEqual(await page.title(), "broken");
      expected(/409/);
    });

    it("takes a poster that is one, and says why another is not", async () => {
      const show = await announced();
      const { page } = olga;
      await olga.open(`/shows/${show.showId}`);
      const choose = (mimeType: string, buffer: Buffer) =>
        page.getByLabel(/^A picture/).setInputFiles({ name: "../../<b>.png", mimeType, buffer });
      await choose("image/png", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`));
      await page.getByText("The poster was not taken.").waitFor();
      await look(page, `web-${hosting}-refused`);
      await choose("image/png", pngOf(300, 400));
      await page.getByText("This is the poster now.").waitFor();
      await page.waitForFunction("document.querySelector('img.poster')?.naturalWidth === 300");
      await look(page, `web-${hosting}-poster`);
    });

    it("shows a member what is on and how it is booked, and nothing to change; the API says the same", async () => {
      const show = await announced();
      const max = await somebody();
      await signIn(max, "max", `/shows/${show.showId}`);
      await max.heading(show.title);
      await max.sees("Live: bookings are here as they come.");
      await olga.open(`/shows/${show.showId}`);
      await olga.sees("Live: bookings are here as they come.");
      // The connection says that it is open before what it follows is written down.
      for (const [left, visitor] of [
        [97, max],
        [95, max],
      ] as const) {
        const seats = left === 97 ? 3 : 2;
        const booked = await ask(visitor, "POST", "/tickets", {
          showId: show.showId,
          seats,
          clientToken: randomUUID(),
        });
        assert.equal(booked.status, 201, booked.text);
        for (const each of [max, olga]) {
          await each.page.getByRole("log").getByText(`${seats} seats booked`).waitFor();
          await each.page.getByText(`${100 - left} of 100 seats are booked`).waitFor();
        }
      }
      await look(max.page, `web-${hosting}-live`);
      await max.open(`/shows/${show.showId}/change`);
      await max.page.getByText("You are here as a member").waitFor();
      assert.equal((await ask(max, "POST", "/shows", NEW)).status, 403);
      const otto = await somebody();
      await signIn(otto, "otto", `/shows/${show.showId}/change`);
      await otto.page.getByText("This show is somebody else’s").waitFor();
      assert.equal((await ask(otto, "PUT", `/shows/${show.showId}`, { ...NEW, version: 1 })).status, 404);
      await max.context.close();
      await otto.context.close();
    });

    it("downloads the bookings, which no spreadsheet runs", async () => {
      await announced({ title: "=1+1" });
      await olga.open("/mine");
      await olga.link("=1+1").waitFor();
      const download = olga.page.waitForEvent("download");
      await olga.button("Download bookings").click();
      const text = readFileSync(await (await download).path(), "utf8");
      assert.match(text, /^showId,title,/);
      assert.match(text, /,'=1\+1,/);
      await look(olga.page, `web-${hosting}-mine`);
    });

    it("goes on under a clock that is five minutes off", async () => {
      for (const minutes of [-5, 5]) {
        const visitor = await somebody();
        await visitor.page.clock.install({ time: Date.now() + minutes * 60_000 });
        await signIn(visitor, "otto", "/mine");
        await visitor.heading("My shows");
        await visitor.page.reload();
        await visitor.heading("My shows");
        await visitor.sees("Live: bookings are here as they come.");
        await visitor.context.close();
      }
    });

    it("signs out all tabs, here and on the sign-in pages", async () => {
      const visitor = await somebody();
      await signIn(visitor, "otto");
      const other = await visitor.tab();
      await other.open("/mine");
      await other.heading("My shows");
      const left = visitor.page.waitForResponse(/\/logout\?/);
      await visitor.button("Sign out").click();
      await other.heading("Backstage");
      await left;
      await visitor.heading("Backstage");
      await visitor.page.reload();
      await visitor.button("Sign in").click();
      await visitor.page.getByLabel("Password").waitFor();
      const cookies = await visitor.context.cookies(String(cloud.outputs.webUrl));
      assert.equal(
        cookies.some(({ name }) => name === "__Host-session"),
        false,
      );
      await visitor.context.close();
    });

    if (hosting === "cloudfront")
      it("lets no page of another origin use a session, even of the same site", async () => {
        const { page } = await olga.tab();
        await page.goto(cloud.endpoint);
        const answered = page.waitForResponse(/\/session\/refresh$/);
        const asked = (more: string) =>
          `fetch("${cloud.outputs.webApiUrl}/session/refresh", { method: "POST", credentials: "include", ${more} })`;
        await page.evaluate(asked(`mode: "no-cors", body: "{}"`));
        assert.equal((await answered).status(), 403);
        const withHeaders = `headers: { "content-type": "application/json", "x-requested-by": "web" }, body: "{}"`;
        await assert.rejects(page.evaluate(asked(withHeaders)), /Failed to fetch/);
        await page.close();
        await olga.open("/mine");
        await olga.heading("My shows");
        expected(/40\d|CORS|ERR_FAILED/);
      });

    it("opens deep links, and knows what is not there", async () => {
      for (const path of [`/shows/${randomUUID()}`, "/nothing/here"]) {
        await olga.open(path);
        await olga.heading("Not found");
      }
      expected(/404/);
    });
  });
