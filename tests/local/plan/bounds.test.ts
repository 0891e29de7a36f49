import assert from "node:assert/strict";
import { boundsOf } from "../../../local/plan/bounds";
import { planned, stackOf } from "./a-plan";

const stage = planned("aws:apigateway/stage:Stage", "mobile-stage", {});

describe("what a plan says there is at a time", () => {
  it("are the instances of a function, the batches of a consumer and the requests of a route", () => {
    const settings = (name: string, methodPath: string) => ({
      ...planned("aws:apigateway/methodSettings:MethodSettings", name, {
        methodPath,
        settings: { throttlingRateLimit: 100, throttlingBurstLimit: 10 },
      }),
      uses: { restApi: [stage.urn] },
    });
    const all = stackOf(
      planned("aws:lambda/function:Function", "free", {}),
      planned("aws:lambda/function:Function", "bounded", { reservedConcurrentExecutions: 20 }),
      planned("aws:lambda/function:Function", "off", { reservedConcurrentExecutions: 0 }),
      planned("aws:lambda/eventSourceMapping:EventSourceMapping", "poll", { scalingConfig: { maximumConcurrency: 5 } }),
      planned("aws:lambda/eventSourceMapping:EventSourceMapping", "read", {}),
      stage,
      settings("one", "info/{venueId}/GET"),
      settings("root", "~1/POST"),
      settings("all", "*/*"),
      planned("aws:apigateway/methodSettings:MethodSettings", "logs", { methodPath: "*/*", settings: {} }),
    );
    assert.deepEqual(
      boundsOf(all).map(({ what, bound }) => `${what}: ${bound}`),
      [
        "function free: as many instances as the account has left",
        "function bounded: 20 instances",
        "function off: 0 instances",
        "event source mapping poll: 5 batches",
        "GET /info/{venueId} of stage mobile-stage: 100 requests per second, 10 at once",
        "POST / of stage mobile-stage: 100 requests per second, 10 at once",
        "each other route of stage mobile-stage: 100 requests per second, 10 at once",
      ],
    );
  });
});
