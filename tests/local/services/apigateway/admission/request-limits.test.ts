import assert from "node:assert/strict";
import { beyondLimits } from "../../../../../local/services/apigateway/admission/request-limits";
import type { GatewayRequest } from "../../../../../local/services/apigateway/http/message";

describe("apigateway: the head of a request", () => {
  const ofBytes = (bytes: number): GatewayRequest => ({
    method: "GET",
    target: "/test",
    headers: [["X-Long", "é".repeat((bytes - "GET/test".length) / 2)]],
    body: Buffer.alloc(0),
    sourceIp: "127.0.0.1",
    port: 4600,
  });

  it("has 10,240 bytes of method, path and header values at most", () => {
    assert.equal(beyondLimits(ofBytes(10_240)), undefined);
    const refused = beyondLimits(ofBytes(10_242));
    assert.deepEqual([refused?.status, refused?.body.toString()], [431, "HTTP header is larger than 10240 bytes."]);
  });
});
