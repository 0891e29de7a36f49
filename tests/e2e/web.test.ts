import assert from "node:assert/strict";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as cognito from "@aws-sdk/client-cognito-identity-provider";
import { startCloud } from "serverless-tiers-local/testing";
import { WebSocket } from "ws";
import type { OrganisedShow } from "../../contracts/organising";
import { signInAtPages } from "../../local/conformance/services/hosted-login";
import { type Answer, call, eventually } from "../support/local-stack";

const ROOT = resolve(__dirname, "../..");
const PASSWORD = "Correct-horse-7";

const NEW = { title: "Eleven Umbrellas", city: "Ghent", startsAt: "2999-03-06T19:30:00Z", seats: 100, price: 1200 };

interface Config {
  readonly apiUrl: string;
  readonly hosting: string;
  readonly session: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly signInUrl: string;
  readonly liveUrl: string;
  readonly mediaUrl: string;
}

interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
}

/** The web app on one hosting, as a page of it in a browser on this machine sees it. */
const startWeb = async (hosting: "cloudfront" | "amplify") => {
  const folder = mkdtempSync(join(tmpdir(), `web-${hosting}-`));
  const forget = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  for (const name of ["node_modules", "handlers", "sites"]) symlinkSync(join(ROOT, name), join(folder, name));
  writeFileSync(join(folder, "index.ts"), `export * from ${JSON.stringify(join(__dirname, "web/index"))};`);
  writeFileSync(join(folder, "Pulumi.yaml"), "name: web\nmain: index.ts\nruntime: nodejs\n");
  writeFileSync(join(folder, "Pulumi.local.yaml"), `config:\n  aws:region: eu-west-1\n  web:hosting: ${hosting}\n`);
  const cloud = await startCloud({ root: folder, data: join(folder, ".local") }).catch((error: unknown) => {
    forget();
    throw error;
  });
  const { webUrl } = cloud.outputs as { readonly webUrl: string };
  const config = (await (await fetch(`${webUrl}/config.json`)).json()) as Config;
  const apiUrl = new URL(config.apiUrl, webUrl).href;
  return { cloud, config, webUrl, apiUrl, origin: new URL(webUrl).origin, close: () => cloud.close().finally(forget) };
};

type Web = Awaited<ReturnType<typeof startWeb>>;

const usersOf = ({ cloud }: Web) => {
  const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_REGION: region = "" } = cloud.environment;
  const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
  return new cognito.CognitoIdentityProviderClient({ endpoint: cloud.endpoint, region, credentials });
};

const makeUser = async (web: Web, name: string, GroupName?: string): Promise<void> => {
  const user = { UserPoolId: String(web.cloud.outputs.webUserPoolId), Username: `${name}@example.com` };
  const users = usersOf(web);
  const UserAttributes = [
    { Name: "email", Value: user.Username },
    { Name: "email_verified", Value: "true" },
  ];
  await users.send(new cognito.AdminCreateUserCommand({ ...user, UserAttributes, MessageAction: "SUPPRESS" }));
  await users.send(new cognito.AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));
  if (GroupName) await users.send(new cognito.AdminAddUserToGroupCommand({ ...user, GroupName }));
};

/** Code with PKCE, as the page does it, at the pages that its config names. */
const signIn = async ({ config, origin, cloud }: Web, name: string): Promise<Tokens> => {
  const verifier = randomBytes(32).toString("base64url");
  const redirect_uri = `${origin}/signed-in`;
  const query = {
    response_type: "code",
    client_id: config.clientId,
    redirect_uri,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  };
  const pool = String(cloud.outputs.webUserPoolId);
  assert.equal(config.signInUrl, `${cloud.endpoint}/${pool}`);
  const page = { pool, query, username: `${name}@example.com`, password: PASSWORD };
  const back = new URL(await signInAtPages(page, { region: "eu-west-1", endpoint: cloud.endpoint }));
  assert.equal(`${back.origin}${back.pathname}`, redirect_uri);
  const answer = await fetch(`${config.signInUrl}/oauth2/token`, {
    method: "POST",
    headers: { origin },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: config.clientId,
      code: back.searchParams.get("code") ?? "",
      redirect_uri,
      code_verifier: verifier,
    }),
  });
  assert.equal(answer.status, 200);
  return (await answer.json()) as Tokens;
};

for (const hosting of ["cloudfront", "amplify"] as const)
  describe(`the web app on the local cloud, with hosting ${hosting}`, function () {
    this.timeout(240_000);

    let web: Web;
    let olga: Tokens;
    let mia: Tokens;
    before(async () => {
      web = await startWeb(hosting);
      await Promise.all([makeUser(web, "olga", "organisers"), makeUser(web, "mia")]);
      [olga, mia] = [await signIn(web, "olga"), await signIn(web, "mia")];
    });
    after(() => web?.close());

    const ask = (method: string, path: string, tokens?: Tokens, body?: unknown, more: Record<string, string> = {}) =>
      call(method, `${web.apiUrl}${path}`, {
        headers: {
          origin: web.origin,
          ...(tokens && { authorization: tokens.access_token }),
          ...(body !== undefined && { "content-type": "application/json" }),
          ...more,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    /** What lets a page read an answer. */
    const allowed = ({ headers }: Answer) => headers["access-control-allow-origin"];
    /** Of the same origin nothing is asked for. */
    const readable = hosting === "amplify" ? () => web.origin : () => undefined;

    it("serves one page for all paths, which has a policy, and no page for a missing file", async () => {
      for (const path of ["/", "/shows/any"]) {
        const { status, text } = await call("GET", `${web.webUrl}${path}`);
        assert.equal(status, 200, path);
        const assets = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, asset]) => asset);
        assert.ok(assets.length >= 1, text);
        for (const asset of assets) {
          const { headers, status: found } = await call("GET", `${web.webUrl}${asset}`);
          assert.deepEqual([found, /immutable/.test(String(headers["cache-control"]))], [200, true], asset);
        }
      }
      assert.equal((await call("GET", `${web.webUrl}/assets/gone.js`)).status, 404);
    });

    it("tells the page where everything is, at addresses that a browser on this machine finds, and lets it connect there", async () => {
      const { config, cloud } = web;
      assert.deepEqual(
        [config.hosting, config.session, config.clientId],
        [hosting, hosting === "cloudfront" ? "cookie" : "memory", cloud.outputs.webUserPoolClientId],
      );
      assert.match(config.issuer, /^https:\/\/cognito-idp\.eu-west-1\.amazonaws\.com\/eu-west-1_/);
      assert.match(config.liveUrl, /^ws:\/\/127\.0\.0\.1:\d+\/live$/);
      assert.match(config.mediaUrl, /^http:\/\/127\.0\.0\.1:\d+$/);
      assert.equal(config.apiUrl, hosting === "cloudfront" ? "/api" : cloud.outputs.webApiUrl);
      const { headers } = await call("GET", web.webUrl);
      const policy = String(headers["content-security-policy"]);
      const connects = /connect-src ([^;]*)/.exec(policy)?.[1]?.split(" ") ?? [];
      for (const url of [web.apiUrl, config.signInUrl, config.liveUrl]) {
        const { origin } = new URL(url);
        assert.ok(
          connects.includes(origin) || (origin === web.origin && connects.includes("'self'")),
          `${url}: ${policy}`,
        );
      }
      assert.match(policy, new RegExp(`img-src 'self' data: ${config.mediaUrl}(;|$)`));
      assert.doesNotMatch(policy, /\*|unsafe/);
    });

    it("lets organisers put shows on sale, and members book and not organise, whose pages may read why", async () => {
      const made = await ask("POST", "/shows", olga, NEW);
      assert.deepEqual([made.status, allowed(made)], [201, readable()]);
      const show = made.json as OrganisedShow;
      const refused = await ask("POST", "/shows", mia, NEW);
      assert.deepEqual([refused.status, allowed(refused)], [403, readable()]);
      const booked = await ask("POST", "/tickets", mia, { showId: show.showId, seats: 2, clientToken: randomUUID() });
      assert.equal(booked.status, 201);
      const seen = await ask("GET", `/shows/${show.showId}`, mia);
      assert.equal((seen.json as OrganisedShow).seatsLeft, 98);
      const unknown = await ask("GET", "/shows");
      assert.equal(unknown.status, 401);
      if (hosting === "amplify") assert.equal(allowed(unknown), "*");
    });

    it("tells whoever follows a show of its bookings", async () => {
      const show = (await ask("POST", "/shows", olga, NEW)).json as OrganisedShow;
      const { ticket } = (await ask("POST", "/live-tickets", olga)).json as { readonly ticket: string };
      const socket = new WebSocket(`${web.config.liveUrl}?ticket=${encodeURIComponent(ticket)}`);
      const heard: { readonly type?: string; readonly seatsLeft?: number }[] = [];
      try {
        await new Promise((done, fail) => socket.once("open", done).once("error", fail));
        socket.on("message", (data) => heard.push(JSON.parse(String(data))));
        socket.send(JSON.stringify({ action: "follow", showId: show.showId }));
        await eventually(
          async () => heard.length,
          (count) => count > 0,
          10_000,
        );
        await ask("POST", "/tickets", mia, { showId: show.showId, seats: 3, clientToken: randomUUID() });
        await eventually(
          async () => heard,
          (all) => all.some(({ type, seatsLeft }) => type === "booked" && seatsLeft === 97),
          10_000,
        );
      } finally {
        socket.terminate();
      }
    });

    if (hosting === "cloudfront") {
      const page = { "x-requested-by": "web", "sec-fetch-site": "same-origin" };
      const cookieOf = ({ headers }: Answer) => String(headers["set-cookie"]);

      it("keeps the session in a cookie that no script reads, makes new tokens of it, and ends it", async () => {
        const { refresh_token: refreshToken } = await signIn(web, "mia");
        const kept = await ask("POST", "/session", undefined, { refreshToken }, page);
        assert.equal(kept.status, 204, kept.text);
        assert.match(cookieOf(kept), /^__Host-session=[^;]+; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Strict$/);
        const cookie = cookieOf(kept).split(";")[0] ?? "";
        const renewed = await ask("POST", "/session/refresh", undefined, {}, { ...page, cookie });
        assert.equal(renewed.status, 200, renewed.text);
        const { accessToken } = renewed.json as { readonly accessToken: string };
        assert.equal((await ask("GET", "/tickets", { ...mia, access_token: accessToken })).status, 200);
        assert.equal((await ask("DELETE", "/session", undefined, undefined, { ...page, cookie })).status, 204);
        assert.equal((await ask("POST", "/session/refresh", undefined, {}, { ...page, cookie })).status, 401);
      });

      it("takes no request for the session that a page of another site could send", async () => {
        const { refresh_token: refreshToken } = olga;
        for (const forged of [
          { ...page, origin: "https://evil.example" },
          { ...page, "sec-fetch-site": "cross-site" },
          { "sec-fetch-site": "same-origin" },
        ])
          assert.equal((await ask("POST", "/session", undefined, { refreshToken }, forged)).status, 403);
        const form = { ...page, "content-type": "text/plain" };
        assert.equal((await ask("POST", "/session", undefined, { refreshToken }, form)).status, 415);
      });
    } else {
      it("lets its own page in by CORS, after it has asked, and pages of nobody else", async () => {
        const preflight = (origin: string) =>
          ask("OPTIONS", "/shows", undefined, undefined, {
            origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,content-type",
          });
        const own = await preflight(web.origin);
        assert.deepEqual([own.status, allowed(own)], [204, web.origin]);
        assert.match(String(own.headers["access-control-allow-headers"]), /Authorization/i);
        assert.equal(own.headers["access-control-allow-credentials"], undefined);
        for (const other of ["https://evil.example", "http://127.0.0.1:1"]) {
          assert.equal(allowed(await preflight(other)), undefined);
          assert.equal(allowed(await ask("GET", "/shows", mia, undefined, { origin: other })), undefined);
        }
      });

      it("has no session, of which a browser would keep no cookie", async () => {
        const { status } = await ask("POST", "/session", undefined, { refreshToken: "x" }, { "x-requested-by": "web" });
        assert.equal(status, 403);
      });
    }
  });
