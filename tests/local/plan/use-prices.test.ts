import assert from "node:assert/strict";
import { usePrices } from "../../../local/plan/use-prices";
import { planned, stackOf } from "./a-plan";

const prices = (type: string, inputs = {}) =>
  usePrices(stackOf(planned(type, "it", inputs))).map(({ prices }) => Object.keys(prices));

describe("what a stack costs by its use", () => {
  it("tells both hostings of a site apart, and what an app of Amplify does besides", () => {
    assert.deepEqual(
      usePrices(
        stackOf(
          planned("aws:cloudfront/distribution:Distribution", "page"),
          planned("aws:amplify/app:App", "page", { platform: "WEB" }),
          planned("aws:s3/bucket:Bucket", "page"),
        ),
      ),
      [
        { resource: "distribution page", prices: { "GB served": 0.085, "million requests": 1.2 } },
        { resource: "app page", prices: { "GB served": 0.15, "GB stored for a month": 0.023 } },
      ],
    );
    const built = { platform: "WEB_COMPUTE", repository: "https://github.com/a/b" };
    assert.deepEqual(prices("aws:amplify/app:App", built), [
      [
        ...["GB served", "GB stored for a month", "minute of a build"],
        ...["million pages rendered", "GB-hour of rendering"],
      ],
    ]);
  });

  it("counts messages and minutes of WebSocket APIs, and requests of others", () => {
    const type = "aws:apigatewayv2/api:Api";
    assert.deepEqual(prices(type, { protocolType: "WEBSOCKET" }), [
      ["million messages of 32 KB", "million minutes of connections"],
    ]);
    assert.deepEqual(prices(type, { protocolType: "HTTP" }), [["million requests"]]);
    assert.deepEqual(prices("aws:apigateway/restApi:RestApi"), [["million requests"]]);
  });
});
