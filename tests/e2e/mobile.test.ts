import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as cognito from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient, ListTablesCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Show } from "../../contracts/shows";
import type { Ticket } from "../../contracts/tickets";
import { call, eventually, type LocalStack, newDataFolder, startStack } from "../support/local-stack";

const PASSWORD = "Correct-horse-7";

describe("the mobile backend on the local cloud", function () {
  this.timeout(120_000);

  const folder = newDataFolder();
  let stack: LocalStack;
  let users: cognito.CognitoIdentityProviderClient;
  let ana = "";
  let bob = "";

  const aws = () => ({
    endpoint: stack.env.AWS_ENDPOINT_URL ?? "",
    region: stack.env.AWS_REGION ?? "",
    credentials: {
      accessKeyId: stack.env.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: stack.env.AWS_SECRET_ACCESS_KEY ?? "",
    },
  });
  const output = (name: string) => stack.outputs[name] ?? "";
  const pool = () => ({ UserPoolId: output("mobileUserPoolId") });

  const start = async () => {
    stack = await startStack(folder);
    users = new cognito.CognitoIdentityProviderClient(aws());
  };
  const signUp = async (Username: string, ClientId = output("mobileUserPoolClientId"), { UserPoolId } = pool()) => {
    await users.send(new cognito.SignUpCommand({ ClientId, Username, Password: PASSWORD }));
    await users.send(new cognito.AdminConfirmSignUpCommand({ UserPoolId, Username }));
  };
  const signIn = async (USERNAME: string, ClientId = output("mobileUserPoolClientId")) => {
    const AuthParameters = { USERNAME, PASSWORD };
    const signingIn = new cognito.InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    const { AuthenticationResult: { AccessToken = "", IdToken = "" } = {} } = await users.send(signingIn);
    return { access: AccessToken, id: IdToken };
  };

  const ask = (method: string, path: string, token?: string, body?: unknown, headers: Record<string, string> = {}) =>
    call(method, `${output("mobileUrl")}${path}`, {
      headers: {
        ...headers,
        ...(token !== undefined && { authorization: token }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const book = (token: string, showId: string, seats = 1, clientToken: string = randomUUID()) =>
    ask("POST", "/tickets", token, { showId, seats, clientToken });
  const shows = async () => ((await ask("GET", "/shows?limit=100", ana)).json as { readonly shows: Show[] }).shows;
  const seatsLeft = async (showId: string) => ((await ask("GET", `/shows/${showId}`, ana)).json as Show).seatsLeft;
  const ticketsOf = async (token: string): Promise<Ticket[]> => {
    const tickets: Ticket[] = [];
    let cursor: string | undefined;
    do {
      const page = `/tickets?limit=100${cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;
      const { json } = await ask("GET", page, token);
      const read = json as { readonly tickets: Ticket[]; readonly cursor?: string };
      tickets.push(...read.tickets);
      cursor = read.cursor;
    } while (cursor !== undefined);
    return tickets;
  };

  before(async () => {
    await start();
    for (const name of ["ana@example.com", "bob@example.com"]) await signUp(name);
    [ana, bob] = (await Promise.all(["ana@example.com", "bob@example.com"].map((name) => signIn(name)))).map(
      ({ access }) => access,
    ) as [string, string];
  });
  after(async () => {
    users?.destroy();
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("shows what is on, page by page, and each show by itself", async () => {
    const first = (await ask("GET", "/shows?limit=2", ana)).json as { readonly shows: Show[]; readonly cursor: string };
    const second = (await ask("GET", `/shows?limit=2&cursor=${encodeURIComponent(first.cursor)}`, ana)).json;
    const all = await shows();
    assert.deepEqual([...first.shows, ...(second as { readonly shows: Show[] }).shows], all.slice(0, 4));
    const [show] = all;
    assert.ok(show);
    assert.deepEqual((await ask("GET", `/shows/${show.showId}`, bob)).json, show);
    assert.deepEqual(
      ((await ask("GET", "/shows?city=Ghent&limit=100", ana)).json as { readonly shows: Show[] }).shows,
      all.filter(({ city }) => city === "Ghent"),
    );
    assert.equal((await ask("GET", `/shows/${randomUUID()}`, ana)).status, 404);
    assert.equal((await ask("GET", "/shows?limit=0", ana)).status, 400);
  });

  it("books tickets, lists the holder's own, and takes them back once", async () => {
    const show = (await shows()).at(-1);
    assert.ok(show);
    const before = await seatsLeft(show.showId);
    const booked = await book(ana, show.showId, 2);
    assert.equal(booked.status, 201, booked.text);
    const ticket = booked.json as Ticket;
    assert.deepEqual(
      (await ticketsOf(ana)).filter(({ showId }) => showId === show.showId),
      [ticket],
    );
    assert.deepEqual(await ticketsOf(bob), []);
    assert.equal(await seatsLeft(show.showId), before - 2);
    const cancel = (token: string) => ask("DELETE", `/tickets/${ticket.ticketId}`, token);
    const strangers = await cancel(bob);
    assert.equal(strangers.status, 404);
    assert.match(String(strangers.headers["content-type"]), /^application\/problem\+json/);
    const cancelled = await Promise.all([cancel(ana), cancel(ana), cancel(ana)]);
    assert.deepEqual(
      cancelled.map(({ status }) => status),
      [204, 204, 204],
    );
    assert.equal(await seatsLeft(show.showId), before);
    assert.deepEqual(
      (await ticketsOf(ana)).filter(({ showId }) => showId === show.showId),
      [],
    );
    await audited(ticket.ticketId, ["booked", "cancelled"]);
  });

  /** Waits for the entries of a ticket in the table that the stream of tickets is written to. */
  const audited = async (ticketId: string, events: readonly string[]) => {
    const client = new DynamoDBClient(aws());
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    const TableName = TableNames.find((name) => name.startsWith("audit-"));
    const kept = async () =>
      ((await client.send(new ScanCommand({ TableName }))).Items ?? [])
        .map((item) => unmarshall(item))
        .filter((entry) => entry.ticketId === ticketId)
        .map(({ event }) => String(event))
        .sort();
    assert.deepEqual(await eventually(kept, ({ length }) => length === events.length, 10_000), events);
    client.destroy();
  };

  it("never sells more seats than there are: 160 bookings at once for 100", async () => {
    const show = (await shows()).find(({ seatsLeft }) => seatsLeft === 100);
    assert.ok(show);
    const rush = Array.from({ length: 160 }, (_, n) => book(n % 2 === 0 ? ana : bob, show.showId));
    const statuses = (await Promise.all(rush)).map(({ status }) => status);
    const count = (status: number) => statuses.filter((one) => one === status).length;
    // Whoever was told to come back comes back.
    for (let later = count(503); later > 0; later--) statuses.push((await book(ana, show.showId)).status);
    assert.deepEqual([count(201), count(201) + count(409) + count(503)], [100, statuses.length]);
    assert.equal(await seatsLeft(show.showId), 0);
    const sold = [...(await ticketsOf(ana)), ...(await ticketsOf(bob))].filter(({ showId }) => showId === show.showId);
    assert.equal(sold.length, 100);
    const refused = await book(ana, show.showId);
    assert.equal(refused.status, 409);
    assert.equal((refused.json as { readonly type: string }).type, "urn:problem-type:sold-out");
  });

  it("sells one ticket for one token, however often it comes at once, and refuses another booking under it", async () => {
    const show = (await shows()).find(({ seatsLeft }) => seatsLeft > 20);
    assert.ok(show);
    const before = await seatsLeft(show.showId);
    const clientToken = randomUUID();
    const answers = await Promise.all(Array.from({ length: 12 }, () => book(bob, show.showId, 3, clientToken)));
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(new Set(statuses.filter((status) => status !== 201)), new Set([200]));
    assert.equal(statuses.filter((status) => status === 201).length, 1);
    assert.equal(new Set(answers.map(({ json }) => (json as Ticket).ticketId)).size, 1);
    assert.equal(await seatsLeft(show.showId), before - 3);
    assert.equal((await book(bob, show.showId, 2, clientToken)).status, 409);
    const anas = await book(ana, show.showId, 1, clientToken);
    assert.equal(anas.status, 201, "the token of another holder is another token");
  });

  describe("lets nobody in", () => {
    const part = (json: object) => Buffer.from(JSON.stringify(json)).toString("base64url");
    const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    const claiming = (token: string, claims: object) => {
      const [head, , signature] = token.split(".");
      return [head, part({ ...claimsOf(token), ...claims }), signature].join(".");
    };
    const REFUSED: Readonly<Record<string, () => Promise<string | undefined> | string | undefined>> = {
      "without a token": () => undefined,
      "with an empty token": () => "",
      "with what is no token": () => "nonsense",
      "with a token for ever": () => claiming(ana, { exp: 4_102_444_800 }),
      "with a token that was tampered with": () => claiming(ana, { sub: randomUUID() }),
      "with a signature of somebody else": () => `${ana.split(".").slice(0, 2).join(".")}.${bob.split(".")[2]}`,
      "with a token that nobody signed": () => `${part({ alg: "none", typ: "JWT" })}.${ana.split(".")[1]}.`,
      "with a token of the other kind": async () => (await signIn("ana@example.com")).id,
      "with a token of another client of the pool": async () => {
        const made = await users.send(
          new cognito.CreateUserPoolClientCommand({
            ...pool(),
            ClientName: "another",
            ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
          }),
        );
        return (await signIn("ana@example.com", made.UserPoolClient?.ClientId)).access;
      },
      "with a token of another pool": async () => {
        const { UserPool } = await users.send(new cognito.CreateUserPoolCommand({ PoolName: "another" }));
        const UserPoolId = UserPool?.Id ?? "";
        const ExplicitAuthFlows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] as const;
        const made = await users.send(
          new cognito.CreateUserPoolClientCommand({
            UserPoolId,
            ClientName: "another",
            ExplicitAuthFlows: [...ExplicitAuthFlows],
          }),
        );
        await signUp("ana", made.UserPoolClient?.ClientId, { UserPoolId });
        return (await signIn("ana", made.UserPoolClient?.ClientId)).access;
      },
    };
    for (const [how, token] of Object.entries(REFUSED))
      it(how, async () => {
        const bad = await token();
        for (const [method, path] of [
          ["GET", "/shows"],
          ["GET", `/shows/${randomUUID()}`],
          ["GET", "/tickets"],
          ["DELETE", `/tickets/${randomUUID()}`],
        ] as const) {
          const { status, text } = await ask(method, path, bad);
          assert.equal(status, 401, `${method} ${path}: ${text}`);
        }
        const { status } = await ask("POST", "/tickets", bad, { showId: randomUUID(), seats: 1, clientToken: "x" });
        assert.equal(status, 401);
      });

    it("with a token that lacks the scope", async () => {
      const scopes = { ResourceServers: "machines", scope: "read" };
      await users.send(
        new cognito.CreateResourceServerCommand({
          ...pool(),
          Identifier: scopes.ResourceServers,
          Name: scopes.ResourceServers,
          Scopes: [{ ScopeName: scopes.scope, ScopeDescription: "Reads." }],
        }),
      );
      const { UserPoolClient } = await users.send(
        new cognito.CreateUserPoolClientCommand({
          ...pool(),
          ClientName: "machine",
          GenerateSecret: true,
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthFlows: ["client_credentials"],
          AllowedOAuthScopes: ["machines/read"],
        }),
      );
      const signInUrl = new URL(output("mobileSignInUrl"));
      const answer = await call("POST", `${signInUrl.origin}${signInUrl.pathname.replace(/login$/, "oauth2/token")}`, {
        headers: {
          authorization: `Basic ${Buffer.from(`${UserPoolClient?.ClientId}:${UserPoolClient?.ClientSecret}`).toString("base64")}`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: "grant_type=client_credentials",
      });
      const { access_token: token } = answer.json as { readonly access_token: string };
      assert.equal(claimsOf(token).scope, "machines/read");
      assert.equal((await ask("GET", "/shows", token)).status, 401);
    });
  });

  it("leads to a page to sign in at, which a browser on this machine finds", async () => {
    const { status, text } = await call("GET", output("mobileSignInUrl"));
    assert.equal(status, 200);
    assert.match(text, /<form[\s\S]*password/);
  });

  it("leaves one trace from the gateway to the table", async () => {
    const root = `1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
    await ask("GET", `/shows/${randomUUID()}`, ana, undefined, { "x-amzn-trace-id": `Root=${root};Sampled=1` });
    const traced = async () =>
      readFileSync(join(folder, "logs/traces.log"), "utf8")
        .split("\n")
        .filter((line) => line.includes(root))
        .map((line) => JSON.parse(line.slice(line.indexOf("{"))));
    const segments = await eventually(traced, ({ length }) => length === 4, 5_000);
    const [table] = segments.filter(({ name }) => name === "DynamoDB");
    assert.equal(table.aws.operation, "GetItem");
    let at = table;
    const path = [table.name];
    while (at.parent_id !== undefined) {
      at = segments.find(({ id }) => id === at.parent_id);
      path.push(at.origin);
    }
    assert.deepEqual(path, ["DynamoDB", "AWS::Lambda::Function", "AWS::Lambda", "AWS::ApiGateway::Stage"]);
  });

  it("keeps users and tickets through kill -9 of everything, and the tokens good", async () => {
    const held = await ticketsOf(ana);
    assert.ok(held.length > 0);
    users.destroy();
    await stack.kill();
    await start();
    assert.deepEqual(await ticketsOf(ana), held);
    assert.deepEqual(await ticketsOf((await signIn("ana@example.com")).access), held);
  });
});
