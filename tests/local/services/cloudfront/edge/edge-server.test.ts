import assert from "node:assert/strict";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { serveEdge } from "../../../../../local/services/cloudfront/edge/edge-server";

describe("the port of a distribution", () => {
  it("takes a viewer who goes in the middle of a request for no defect of its own", async () => {
    const failures: Error[] = [];
    const edge = await serveEdge(
      () => undefined,
      0,
      (error) => failures.push(error),
    );
    try {
      for (const length of ["Content-Length: 50", "Transfer-Encoding: chunked"]) {
        const socket = connect(edge.port, "127.0.0.1");
        socket.write(`POST /tickets HTTP/1.1\r\nHost: a\r\n${length}\r\n\r\n3\r\nabc\r\n`);
        await sleep(50);
        socket.destroy();
      }
      await sleep(50);
      assert.deepEqual(failures, []);
      assert.equal((await fetch(`http://127.0.0.1:${edge.port}/`)).status, 403);
    } finally {
      await edge.close();
    }
  });
});
