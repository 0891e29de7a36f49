import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { RestApi } from "../../../../components/logic/rest-api/rest-api";
import { ApiFront } from "../../../../components/presentation/api-front/api-front";
import { target } from "../../logic/rest-api/targets";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

const api = (name: string, stage = name, sitesOnly = false) =>
  new RestApi(name, { stage, sitesOnly, auth: "none", routes: { "GET /": { to: target() } } });

describe("a front of APIs", () => {
  it("leads each path to the API whose stage is called so, and keeps nothing", async () => {
    const fronts: ApiFront[] = [];
    const made = await registered(() => {
      fronts.push(new ApiFront("shop", { apis: [api("bookings"), api("shows", "all-shows", true)] }));
    });
    assert.deepEqual(
      listed(made).filter((line) => line.endsWith(" shop")),
      [`${DISTRIBUTION} shop`, "serverless-tiers:index:ApiFront shop"],
    );
    const { inputs } = the(made, DISTRIBUTION, "shop");
    const { origins, orderedCacheBehaviors, defaultCacheBehavior } = inputs as Record<
      string,
      Record<string, unknown>[]
    >;
    assert.deepEqual(
      orderedCacheBehaviors?.map(({ pathPattern, targetOriginId }) => [pathPattern, targetOriginId]),
      [
        ["/bookings", "bookings"],
        ["/bookings/*", "bookings"],
        ["/all-shows", "shows"],
        ["/all-shows/*", "shows"],
      ],
    );
    const caching = [defaultCacheBehavior as unknown as Record<string, unknown>, ...(orderedCacheBehaviors ?? [])];
    assert.deepEqual(new Set(caching.map(({ cachePolicyId }) => cachePolicyId)).size, 1);
    assert.match(String(origins?.[0]?.domainName), /^\w+\.execute-api\.eu-west-1\.amazonaws\.com$/);
    // Only the API that lets in nobody else is sent its secret.
    assert.deepEqual(
      origins?.map(({ customHeaders }) => (customHeaders as unknown[]).length),
      [0, 1],
    );
    const [front] = fronts;
    assert.ok(front);
    assert.match(await resolved(front.url), /^https:\/\/d\w+\.cloudfront\.net$/);
  });

  it("refuses two APIs on one path, with both names, none, and more than there is room for", async () => {
    await registered(() => {
      const [one, other] = [api("one", "shows"), api("other", "shows")];
      assert.throws(() => new ApiFront("shop", { apis: [one, other] }), {
        message: "shop: apis[1] must have another stage: /shows is that of one, and other has it as well",
      });
      assert.throws(() => new ApiFront("shop", { apis: [] }), /^ArgsError: shop: apis must hold one at least/);
      assert.throws(
        () => new ApiFront("shop", { apis: Array.from({ length: 38 }, () => one) }),
        /shop: apis must be 37 at most.*\(there are 38\)/,
      );
    });
  });
});
