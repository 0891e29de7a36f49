import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { registered, resolved, the } from "serverless-tiers-local/testing";
import type { RestApiArgs } from "../../../../components/logic/rest-api/args";
import { RestApi } from "../../../../components/logic/rest-api/rest-api";
import { target } from "./targets";

const API = "aws:apigateway/restApi:RestApi";

const deploy = async (sitesOnly: RestApiArgs["sitesOnly"], auth: "none" | "iam" = "none") => {
  const apis: RestApi[] = [];
  const made = await registered(() => {
    apis.push(new RestApi("shop", { stage: "api", sitesOnly, routes: { "GET /shows": { to: target(), auth } } }));
  });
  const [api] = apis;
  assert.ok(api);
  const { policy } = the(made, API, "shop").inputs;
  const keys = made.flatMap(({ type, name }) => (type === "aws:apigateway/apiKey:ApiKey" ? [name] : []));
  const [, deny] = typeof policy === "string" ? JSON.parse(policy).Statement : [];
  return { made, api, keys, policy, accepted: deny?.Condition.StringNotEquals["aws:Referer"] as string[] | undefined };
};

describe("an API for sites only", () => {
  it("is none unless it is asked for", async () => {
    for (const sitesOnly of [undefined, false]) {
      const { api, keys, policy } = await deploy(sitesOnly);
      assert.deepEqual([api.siteHeader, keys, policy], [undefined, [], undefined]);
    }
  });

  it("denies everybody who does not bring the secret that AWS made", async () => {
    const { api, made, keys, policy, accepted } = await deploy(true);
    assert.deepEqual(keys, ["shop-site-secret-1", "shop-site-secret-2"]);
    assert.equal(api.siteHeader?.name, "Referer");
    const secret = await resolved(api.siteHeader.value);
    assert.match(secret, /^\w{40}$/);
    assert.equal(accepted?.[0], secret);
    const everybody = { Principal: "*", Action: "execute-api:Invoke", Resource: "*" };
    const [allow, deny] = JSON.parse(String(policy)).Statement;
    assert.deepEqual(allow, { Sid: "AllowSites", Effect: "Allow", ...everybody });
    assert.deepEqual(deny, {
      Sid: "DenyPastSites",
      Effect: "Deny",
      ...everybody,
      Condition: { StringNotEquals: { "aws:Referer": accepted } },
    });
    assert.deepEqual(the(made, API, "shop").secretPaths, ["policy"]);
  });

  it("takes what sites send before and after a change, in whatever order API and distributions change", async () => {
    const all = await Promise.all([1, 2, 3].map((secret) => deploy({ secret })));
    const sent = await Promise.all(all.map(({ api }) => resolved(pulumi.output(api.siteHeader?.value ?? ""))));
    assert.equal(new Set(sent).size, 3);
    const [first, second, third] = all.map(({ accepted = [] }) => accepted);
    for (const [before, after, changed] of [
      [first, second, sent.slice(0, 2)],
      [second, third, sent.slice(1)],
    ] as const)
      for (const secret of changed) assert.ok(before?.includes(secret) && after?.includes(secret));
    assert.ok(!third?.includes(sent[0] ?? ""));
  });

  it("is deployed again when its secrets change", async () => {
    const trigger = async (secret: number) =>
      the((await deploy({ secret })).made, "aws:apigateway/deployment:Deployment", "shop-deployment").inputs.triggers;
    assert.notDeepEqual(await trigger(1), await trigger(2));
  });

  it("refuses numbers that are none, and routes that no distribution can sign", async () => {
    for (const secret of [0, -1, 1.5, Number.NaN])
      await assert.rejects(deploy({ secret }), /shop: sitesOnly\.secret must be a whole number from 1/);
    await assert.rejects(
      deploy(true, "iam"),
      /shop: routes\["GET \/shows"\]\.auth must be "none" or an authorizer where sitesOnly is set/,
    );
  });
});
