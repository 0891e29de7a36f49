import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Show } from "../../contracts/shows";
import type { Ticket } from "../../contracts/tickets";
import { call, type LocalStack, newDataFolder, startStack } from "../support/local-stack";

const TIERS = resolve(__dirname, "../../local/bin/tiers.cjs");
const run = promisify(execFile);

describe("the shop on the local cloud", function () {
  this.timeout(180_000);

  const folder = newDataFolder();
  let stack: LocalStack;
  let ana = "";
  let bob = "";

  const output = (name: string) => stack.outputs[name] ?? "";
  const signIn = async (name: string, ...more: readonly string[]) => {
    const { stdout } = await run(process.execPath, [TIERS, "token", "spa", "--as", name, ...more, "--data", folder]);
    return stdout.trim();
  };
  const ask = (method: string, path: string, token?: string, body?: unknown) =>
    call(method, `${output("spaApiUrl")}${path}`, {
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const shows = async () => ((await ask("GET", "/shows?limit=100")).json as { readonly shows: Show[] }).shows;
  const book = (token: string, showId: string, seats = 1) =>
    ask("POST", "/tickets", token, { showId, seats, clientToken: randomUUID() });
  const seatsLeft = async (showId: string) => ((await ask("GET", `/shows/${showId}`)).json as Show).seatsLeft;

  before(async () => {
    stack = await startStack(folder);
    [ana, bob] = await Promise.all([signIn("ana"), signIn("bob")]);
  });
  after(async () => {
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  it("is one page for all paths, which loads what it was built with", async () => {
    const { status, text } = await call("GET", `${output("spaUrl")}/shows/any`);
    assert.equal(status, 200);
    const assets = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
    assert.ok(assets.length >= 2, text);
    for (const path of assets) assert.equal((await call("GET", `${output("spaUrl")}${path}`)).status, 200, path);
    assert.equal((await call("GET", `${output("spaUrl")}/assets/gone.js`)).status, 404);
  });

  it("tells the app where its API and its identity provider are, and browsers that they may be asked", async () => {
    const { json, headers } = await call("GET", `${output("spaUrl")}/config.json`);
    const [issuer, audience, clientId] = [output("spaIssuer"), output("spaAudience"), output("spaClientId")];
    assert.deepEqual(json, { apiUrl: "/api", issuer, audience, clientId });
    assert.ok(String(headers["content-security-policy"]).includes(`connect-src 'self' ${issuer}`));
  });

  it("shows what is on and pages of the house to everybody", async () => {
    assert.ok((await shows()).length > 0);
    const { status, headers, text } = await ask("GET", "/info/visit");
    assert.deepEqual([status, headers["content-type"]], [200, "text/markdown; charset=utf-8"]);
    assert.match(text, /^# /);
    assert.equal((await ask("GET", "/info/nothing")).status, 404);
  });

  it("books for whoever has a token of the issuer, by the handlers of the mobile backend", async () => {
    const [show] = (await shows()).filter((one) => one.seatsLeft > 10);
    assert.ok(show);
    assert.equal((await book("", show.showId)).status, 401);
    const booked = await book(ana, show.showId, 2);
    assert.equal(booked.status, 201, booked.text);
    const { ticketId } = booked.json as Ticket;
    const mine = (await ask("GET", "/tickets", ana)).json as { readonly tickets: Ticket[] };
    assert.deepEqual(
      mine.tickets.map((ticket) => ticket.ticketId),
      [ticketId],
    );
    assert.deepEqual((await ask("GET", "/tickets", bob)).json, { tickets: [] });
    assert.equal((await ask("DELETE", `/tickets/${ticketId}`, bob)).status, 404);
    assert.equal((await ask("DELETE", `/tickets/${ticketId}`, ana)).status, 204);
    assert.equal(await seatsLeft(show.showId), show.seatsLeft);
  });

  it("sells the last seat once, to two who want it at the same time", async () => {
    const [show] = (await shows()).sort((a, b) => a.seatsLeft - b.seatsLeft).filter((one) => one.seatsLeft > 1);
    assert.ok(show);
    for (let left = show.seatsLeft - 1; left > 0; left -= Math.min(left, 10))
      assert.equal((await book(bob, show.showId, Math.min(left, 10))).status, 201);
    const both = await Promise.all([book(ana, show.showId), book(bob, show.showId)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
    assert.equal(await seatsLeft(show.showId), 0);
  });

  it("takes no token of the mobile backend's users, and the mobile backend none of the shop's", async () => {
    const { stdout } = await run(process.execPath, [TIERS, "token", "mobile", "--as", "ana", "--data", folder]);
    assert.equal((await ask("GET", "/tickets", stdout.trim())).status, 401);
    const there = await call("GET", `${output("mobileUrl")}/tickets`, { headers: { authorization: ana } });
    assert.equal(there.status, 401);
  });

  it("takes no id token, which says to the app who has signed in", async () => {
    assert.equal((await ask("GET", "/tickets", await signIn("ana", "--id"))).status, 401);
  });
});
