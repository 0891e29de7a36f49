import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { check } from "../../../bench/peers/check";
import { Lane } from "../../../bench/peers/lane";
import type { RunningPeer } from "../../../bench/peers/peer";

describe("the check before a gateway is timed", () => {
  let server: Server;
  let answer: { status: number; body: () => string };
  const sent: string[] = [];
  let peer: RunningPeer;

  before(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      if (request.method === "POST") sent.push(Buffer.concat(chunks).toString());
      response.writeHead(answer.status).end(answer.body());
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    peer = { url, messages: async () => sent, stop: async () => {} };
  });

  after(() => server.close());

  it("takes the right answer alone", async () => {
    answer = { status: 200, body: () => '{"mocked":true}' };
    await check(peer, "mock");
    await assert.rejects(check(peer, "function"), {
      message: 'answers {"mocked":true} and not {"nothing":true}',
    });
  });

  it("takes status 200 alone", async () => {
    answer = { status: 502, body: () => '{"mocked":true}' };
    await assert.rejects(check(peer, "mock"), { message: 'answers 502: {"mocked":true}' });
  });

  it("asks for the same answer twice of a cache", async () => {
    let requests = 0;
    answer = { status: 200, body: () => String(requests++) };
    await assert.rejects(check(peer, "cached"), { message: "answers 0 and not 1" });
    answer = { status: 200, body: () => "the same" };
    await check(peer, "cached");
  });

  it("looks for the message that was posted", async () => {
    answer = { status: 200, body: () => '{"queued":true}' };
    await check(peer, "queue");
    assert.equal(sent.length, 1);
    const unseen = { ...peer, messages: () => Promise.reject(new Error("no such queue")) };
    await assert.rejects(check(unseen, "queue"), { message: "no such queue" });
  });

  it("keeps a gateway from being timed, which the result names", async () => {
    answer = { status: 500, body: () => "broken" };
    const lane = Lane.of("a gateway", "mock", peer);
    await lane.warmUp(1);
    answer = { status: 200, body: () => '{"mocked":true}' };
    await lane.round(1);
    assert.deepEqual(lane.result(), { problem: "answers 500: broken" });
  });
});
