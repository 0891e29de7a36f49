import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as cognito from "@aws-sdk/client-cognito-identity-provider";
import { BatchWriteItemCommand, DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { marshall } from "@aws-sdk/util-dynamodb";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";
import { WebSocket } from "ws";
import type { OrganisedShow, PosterForm } from "../../contracts/organising";
import { call, eventually } from "../support/local-stack";
import { PICTURES, pngOf } from "../support/pictures";

const ROOT = resolve(__dirname, "../..");
/** Enough for more than 6 MB. */
const SOLD = 17_500;

const PASSWORD = "Correct-horse-7";

const NEW = { title: "Eleven Umbrellas", city: "Ghent", startsAt: "2999-03-06T19:30:00Z", seats: 100, price: 1200 };

describe("those who organise shows, on the local cloud", function () {
  this.timeout(180_000);

  const folder = mkdtempSync(join(tmpdir(), "organising-"));
  let cloud: LocalCloud;
  /** Olga and Otto organise; Mia is a member. */
  let [olga, otto, mia] = ["", "", ""];
  const sockets: WebSocket[] = [];

  before(async () => {
    for (const name of ["node_modules", "handlers"]) symlinkSync(join(ROOT, name), join(folder, name));
    const program = join(__dirname, "organising/index");
    writeFileSync(join(folder, "index.ts"), `export * from ${JSON.stringify(program)};`);
    writeFileSync(join(folder, "Pulumi.yaml"), "name: organising\nmain: index.ts\nruntime: nodejs\n");
    writeFileSync(join(folder, "Pulumi.local.yaml"), "config:\n  aws:region: eu-west-1\n");
    cloud = await startCloud({ root: folder, data: join(folder, ".local") });
    [olga, otto, mia] = [await signIn("olga", "organisers"), await signIn("otto", "organisers"), await signIn("mia")];
  });
  after(async () => {
    for (const socket of sockets) socket.terminate();
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  const aws = () => {
    const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_REGION: region = "" } = cloud.environment;
    const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    return { endpoint: cloud.endpoint, region, credentials, forcePathStyle: true };
  };
  const signIn = async (name: string, GroupName?: string): Promise<string> => {
    const client = new cognito.CognitoIdentityProviderClient(aws());
    const UserPoolId = String(cloud.outputs.organisingUserPoolId);
    const ClientId = String(cloud.outputs.organisingUserPoolClientId);
    const Username = `${name}@example.com`;
    await client.send(new cognito.SignUpCommand({ ClientId, Username, Password: PASSWORD }));
    await client.send(new cognito.AdminConfirmSignUpCommand({ UserPoolId, Username }));
    if (GroupName) await client.send(new cognito.AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
    const AuthParameters = { USERNAME: Username, PASSWORD };
    const { AuthenticationResult } = await client.send(
      new cognito.InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }),
    );
    return AuthenticationResult?.AccessToken ?? "";
  };

  const ask = (method: string, path: string, token?: string, body?: unknown) =>
    call(method, `${cloud.outputs.url}${path}`, {
      headers: {
        ...(token !== undefined && { authorization: token }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const newShow = async (changes: object = {}, token = olga): Promise<OrganisedShow> => {
    const { status, json } = await ask("POST", "/shows", token, { ...NEW, ...changes });
    assert.equal(status, 201);
    return json as OrganisedShow;
  };
  const show = async (showId: string) => (await ask("GET", `/shows/${showId}`, mia)).json as OrganisedShow;
  const book = async (showId: string, seats = 1, token = mia): Promise<string> => {
    const booked = await ask("POST", "/tickets", token, { showId, seats, clientToken: randomUUID() });
    assert.equal(booked.status, 201);
    return (booked.json as { readonly ticketId: string }).ticketId;
  };

  it("put shows on sale, which everybody sees who is signed in", async () => {
    const made = await newShow({ title: "<img src=x onerror=alert(1)>" });
    assert.deepEqual([made.version, made.seatsLeft, made.startsAt], [1, 100, "2999-03-06T19:30:00.000Z"]);
    assert.deepEqual(await show(made.showId), made);
    const listed = async (query: string, token: string) =>
      ((await ask("GET", `/shows${query}`, token)).json as { items: OrganisedShow[] }).items;
    assert.deepEqual(await listed("?from=2999-01-01&to=2999-12-31", mia), [made]);
    assert.deepEqual(await listed("?from=2999-01-01&to=2999-12-31&mine=true", olga), [made]);
    assert.deepEqual(await listed("?from=2999-01-01&to=2999-12-31&mine=true", otto), []);
    assert.equal((await ask("GET", "/shows")).status, 401);
  });

  it("are those of the group alone", async () => {
    const { showId, version } = await newShow();
    const calls = [
      ["POST", "/shows", NEW],
      ["PUT", `/shows/${showId}`, { ...NEW, version }],
      ["POST", `/shows/${showId}/poster`, { contentType: "image/png", size: 100 }],
      ["GET", "/export", undefined],
    ] as const;
    for (const [method, path, body] of calls) {
      assert.equal((await ask(method, path, mia, body)).status, 403, path);
      assert.equal((await ask(method, path, undefined, body)).status, 401, path);
    }
    assert.equal((await show(showId)).version, 1);
  });

  it("change what is theirs and what they have seen", async () => {
    const { showId } = await newShow();
    const change = (token: string, changes: object, id = showId) =>
      ask("PUT", `/shows/${id}`, token, { ...NEW, ...changes });
    const changed = await change(olga, { title: "Twelve Umbrellas", seats: 120, version: 1 });
    assert.equal(changed.status, 200);
    const { title, version, seats, seatsLeft } = changed.json as OrganisedShow;
    assert.deepEqual([title, version, seats, seatsLeft], ["Twelve Umbrellas", 2, 120, 120]);
    const stale = await change(olga, { title: "Late", version: 1 });
    assert.equal(stale.status, 409);
    assert.equal(stale.headers["content-type"], "application/problem+json");
    assert.deepEqual(
      [(stale.json as { type: string }).type, (stale.json as { version: number }).version],
      ["urn:problem-type:stale", 2],
    );
    for (const id of [showId, randomUUID(), "no-id"])
      assert.equal((await change(otto, { version: 2 }, id)).status, 404);
    await book(showId, 7);
    const fewer = await change(olga, { seats: 6, version: 2 });
    assert.deepEqual([fewer.status, (fewer.json as { sold: number }).sold], [409, 7]);
    const least = await change(olga, { seats: 7, version: 2 });
    assert.deepEqual([least.status, (least.json as OrganisedShow).seatsLeft], [200, 0]);
    for (const wrong of [{ seats: 0 }, { price: -1 }, { title: "" }, { version: "1" }, { organiser: "eve" }])
      assert.equal((await change(olga, { version: 3, ...wrong })).status, 400, JSON.stringify(wrong));
  });

  describe("posters", () => {
    const formOf = async (showId: string, upload: object, token = olga): Promise<PosterForm> => {
      const { status, json } = await ask("POST", `/shows/${showId}/poster`, token, upload);
      assert.equal(status, 201);
      return json as PosterForm;
    };
    /** As a page does it. */
    const send = async (
      { url, fields }: PosterForm,
      file: Buffer,
      changes: Readonly<Record<string, string>> = {},
      name = "a.png",
    ) => {
      const form = new FormData();
      for (const [field, value] of Object.entries({ ...fields, ...changes })) form.append(field, value);
      form.append("file", new Blob([Uint8Array.from(file)]), name);
      const origin = "https://box-office.example.com";
      const answer = await fetch(url, { method: "POST", body: form, headers: { origin } });
      return {
        status: answer.status,
        cors: answer.headers.get("access-control-allow-origin"),
        text: await answer.text(),
      };
    };
    const looked = (showId: string, after?: string) =>
      eventually(
        () => show(showId),
        ({ posterAt }) => posterAt !== undefined && posterAt !== after,
        20_000,
      );
    const upload = async (showId: string, file: Buffer, contentType = "image/png", name?: string) => {
      const before = await show(showId);
      const { status } = await send(await formOf(showId, { contentType, size: file.length }), file, {}, name);
      assert.equal(status, 204);
      return looked(showId, before.posterAt);
    };

    /** The keys in the bucket. */
    const kept = async (): Promise<string[]> => {
      const Bucket = String(cloud.outputs.mediaBucket);
      const { Contents = [] } = await new S3Client(aws()).send(new ListObjectsV2Command({ Bucket }));
      return Contents.map(({ Key = "" }) => Key);
    };

    it("are uploaded past the API, looked at, and seen by everybody", async () => {
      const { showId } = await newShow();
      const { poster = "", version } = await upload(
        showId,
        PICTURES.jpeg,
        "image/jpeg",
        "../../<svg onload=alert(1)>.html",
      );
      assert.match(poster, new RegExp(`^${showId}/[0-9a-f]{64}\\.jpg$`));
      assert.equal(version, 1);
      const seen = await fetch(`${cloud.outputs.mediaUrl}/${poster}`);
      assert.deepEqual(
        [
          "content-type",
          "x-content-type-options",
          "content-security-policy",
          "cache-control",
          "cross-origin-resource-policy",
        ].map((header) => seen.headers.get(header)),
        ["image/jpeg", "nosniff", "default-src 'none'; sandbox", "public, max-age=31536000, immutable", "cross-origin"],
      );
      assert.deepEqual(Buffer.from(await seen.arrayBuffer()), PICTURES.jpeg);
      const next = await upload(showId, pngOf());
      assert.match(next.poster ?? "", /\.png$/);
      assert.equal((await fetch(`${cloud.outputs.mediaUrl}/${next.poster}`)).status, 200);
      // What an edge has it keeps; the bucket has neither the former one nor what was uploaded.
      const keys = await eventually(kept, (all) => all.length === 1, 5_000);
      assert.deepEqual(keys, [`posters/${next.poster}`]);
    });

    it("are taken by S3 only as the form says", async () => {
      const { showId } = await newShow();
      const form = await formOf(showId, { contentType: "image/png", size: pngOf().length });
      const { key = "" } = form.fields;
      assert.match(key, new RegExp(`^uploads/${showId}/[0-9a-f-]{36}$`));
      const larger = Buffer.concat([pngOf(), Buffer.alloc(1)]);
      const refused = [
        [await send(form, larger), 400, "EntityTooLarge"],
        [await send(form, Buffer.alloc(0)), 400, "EntityTooSmall"],
        [await send(form, pngOf(), { "Content-Type": "image/svg+xml" }), 403, "Policy Condition failed"],
        [await send(form, pngOf(), { key: `posters/${showId}/mine.png` }), 403, "Policy Condition failed"],
        [await send(form, pngOf(), { acl: "public-read" }), 403, "Extra input fields"],
        [await send(form, pngOf(), { "Cache-Control": "no-store" }), 403, "Extra input fields"],
      ] as const;
      for (const [{ status, text }, expected, reason] of refused) {
        assert.equal(status, expected, text);
        assert.ok(text.includes(reason), text);
      }
      const { status, cors } = await send(form, pngOf());
      assert.deepEqual([status, cors], [204, "*"]);
      for (const wrong of [
        { contentType: "image/svg+xml", size: 10 },
        { contentType: "image/png", size: 5 * 1024 * 1024 + 1 },
        { contentType: "image/png", size: 0 },
        { contentType: "image/png" },
        { contentType: "image/png", size: 10, key: "posters/x" },
      ])
        assert.equal((await ask("POST", `/shows/${showId}/poster`, olga, wrong)).status, 400, JSON.stringify(wrong));
      for (const id of [showId, randomUUID(), "no-id"])
        assert.equal(
          (await ask("POST", `/shows/${id}/poster`, otto, { contentType: "image/png", size: 10 })).status,
          404,
        );
    });

    it("are refused where they are no picture, and say why", async () => {
      const { showId } = await newShow();
      const { poster } = await upload(showId, pngOf());
      const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`);
      const refused = [
        [svg, /no PNG, JPEG or WebP/],
        [PICTURES.webp, /said to be image\/png and is image\/webp/],
        [Buffer.concat([pngOf(), Buffer.from("<script>alert(1)</script>")]), /follows the picture/],
        [pngOf().subarray(0, 40), /not complete|broken/],
      ] as const;
      for (const [file, why] of refused) {
        const after = await upload(showId, file);
        assert.match(after.posterRefused ?? "", why);
        assert.equal(after.poster, poster);
      }
      // Nothing stays, and nobody can look at it meanwhile.
      const form = await formOf(showId, { contentType: "image/png", size: 40 });
      assert.equal((await show(showId)).posterRefused, undefined);
      for (const path of [form.fields.key, `../${form.fields.key}`, `%2e%2e/${form.fields.key}`])
        assert.equal((await fetch(`${cloud.outputs.mediaUrl}/${path}`)).status, 403);
    });
  });

  describe("live bookings", () => {
    interface Message {
      readonly type: string;
      readonly showId?: string;
    }
    const connect = async (token: string) => {
      const { status, json } = await ask("POST", "/live-tickets", token);
      assert.equal(status, 201);
      const socket = new WebSocket(`${cloud.outputs.liveUrl}?ticket=${(json as { ticket: string }).ticket}`);
      sockets.push(socket);
      const received: Message[] = [];
      socket.on("message", (data) => received.push(JSON.parse(data.toString())));
      await new Promise((open, fail) => socket.on("open", open).on("error", fail));
      const say = (message: object | string) =>
        socket.send(typeof message === "string" ? message : JSON.stringify(message));
      const hears = (holds: (all: Message[]) => boolean) => eventually(async () => received, holds, 20_000);
      const follow = async (showId: string) => {
        say({ action: "follow", showId });
        await hears((all) => all.some((one) => one.type === "following" && one.showId === showId));
      };
      const news = () => received.filter(({ type }) => type === "booked" || type === "cancelled");
      return { socket, received, say, hears, follow, news };
    };

    it("are told to who follows a show, and to who organises it", async () => {
      const [one, other] = [await newShow(), await newShow()];
      const [mias, olgas, ottos] = [await connect(mia), await connect(olga), await connect(otto)];
      await mias.follow(one.showId);
      const ticketId = await book(one.showId, 3);
      await book(other.showId, 2);
      await mias.hears(() => mias.news().length === 1);
      await olgas.hears(() => olgas.news().length === 2);
      const [message] = mias.news() as (Message & { at: string })[];
      assert.match(message?.at ?? "", /^\d{4}-.*Z$/);
      assert.deepEqual({ ...message, at: "" }, { type: "booked", showId: one.showId, seats: 3, seatsLeft: 97, at: "" });
      assert.equal((await ask("DELETE", `/tickets/${ticketId}`, mia)).status, 204);
      await mias.hears(() => mias.news().length === 2);
      const [, given] = mias.news();
      assert.deepEqual(
        { ...given, at: "" },
        { type: "cancelled", showId: one.showId, seats: 3, seatsLeft: 100, at: "" },
      );
      assert.deepEqual(ottos.received, []);
    });

    it("reach the others where one is gone, does not read, or floods", async () => {
      const { showId } = await newShow();
      const [gone, slow, flood, well] = [
        await connect(mia),
        await connect(mia),
        await connect(mia),
        await connect(mia),
      ];
      for (const client of [gone, slow, flood, well]) await client.follow(showId);
      slow.socket.pause();
      gone.socket.terminate();
      for (let message = 0; message < 300; message++) flood.say({ action: "follow", showId: randomUUID() });
      await flood.hears((all) => all.some(({ type }) => type === "refused"));
      const begun = Date.now();
      await book(showId, 1);
      await well.hears(() => well.news().length === 1);
      assert.ok(Date.now() - begun < 10_000, `${Date.now() - begun} ms`);
      slow.socket.resume();
      await slow.hears(() => slow.news().length === 1);
    });

    it("are not for messages that are none", async () => {
      const client = await connect(mia);
      for (const message of [
        { action: "follow" },
        { action: "follow", showId: "x" },
        { action: "follow", showId: randomUUID(), more: 1 },
      ])
        client.say(message);
      await client.hears((all) => all.length === 3);
      assert.deepEqual(
        client.received.map(({ type }) => type),
        ["refused", "refused", "refused"],
      );
    });
  });

  it("get their own sales as CSV, without formulas", async () => {
    const token = await signIn("oda", "organisers");
    const calm = await newShow({ title: 'Umbrellas, "eleven"', city: "Kraków" }, token);
    const evil = await newShow({ title: '=HYPERLINK("http://evil.example","x")', city: "\tGhent\r\n" }, token);
    const ticketId = await book(calm.showId, 2);
    const { status, headers, text } = await ask("GET", "/export", token);
    assert.deepEqual([status, headers["content-type"]], [200, "text/csv; charset=utf-8"]);
    const [header, ...lines] = text.split("\r\n");
    assert.equal(
      header,
      "showId,title,city,startsAt,seats,seatsLeft,price,currency,ticketId,holder,ticketSeats,bookedAt,cancelledAt",
    );
    const [sold = ""] = lines.filter((line) => line.startsWith(calm.showId));
    assert.ok(
      sold.startsWith(
        `${calm.showId},"Umbrellas, ""eleven""",Kraków,2999-03-06T19:30:00.000Z,100,98,1200,EUR,${ticketId},`,
      ),
      sold,
    );
    assert.ok(text.includes(`${evil.showId},"'=HYPERLINK(""http://evil.example"",""x"")","'\tGhent\r\n",`), text);
    assert.equal(text.match(/EUR/g)?.length, 2);
  });

  it("get sales that are larger than an answer of Lambda may be, as they are read", async () => {
    const token = await signIn("orla", "organisers");
    const { showId } = await newShow({ title: "x".repeat(120), city: "y".repeat(64) }, token);
    const client = new DynamoDBClient(aws());
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    const TableName = TableNames.find((name) => name.startsWith("web-tickets")) ?? "";
    const ticket = () => ({
      holder: randomUUID(),
      ticketId: randomUUID(),
      showId,
      seats: 1,
      bookedAt: "2026-11-30T12:00:00.000Z",
    });
    const write = () => ({ PutRequest: { Item: marshall(ticket()) } });
    for (let written = 0; written < SOLD; written += 250)
      await Promise.all(
        Array.from({ length: 10 }, () =>
          client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: Array.from({ length: 25 }, write) } })),
        ),
      );
    // Indexes follow a moment later.
    const { headers, text } = await eventually(
      () => ask("GET", "/export", token),
      (answer) => answer.text.split("\r\n").length === SOLD + 2,
      30_000,
    );
    assert.equal(headers["transfer-encoding"], "chunked");
    assert.ok(text.length > 6 * 1024 * 1024, String(text.length));
    assert.equal(new Set(text.split("\r\n").map((line) => line.split(",")[8])).size, SOLD + 2);
  });
});
