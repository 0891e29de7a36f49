import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type Cors, planCors } from "../../../../components/logic/rest-api/cors";

const plan = (cors: Cors) => planCors("api", cors, new Set(["GET", "POST"]));

describe("the pages of other origins that may use an API", () => {
  it("are all, or as browsers name them", () => {
    for (const origin of ["https://a.example", "http://localhost:5173", "http://[::1]:3000", "capacitor://localhost"])
      assert.deepEqual(plan({ origins: [origin], credentials: true }).origins, [origin]);
    assert.equal(plan({ origins: "*" }).maxAgeSeconds, 7200);
  });

  const refused = (cors: Cors, message: RegExp) => assert.throws(() => plan(cors), { name: "ArgsError", message });

  for (const origin of [
    "https://a.example/",
    "https://A.example",
    "https://a.example:443",
    "a.example",
    "null",
    "*",
    "https://*.example",
    "https://a.example'#set($x=1)",
    "",
  ])
    it(`are refused otherwise: ${JSON.stringify(origin)}`, () => {
      refused(
        { origins: ["https://a.example", origin] },
        /^api: cors\.origins must be "\*" or a list .* \(one is ".*"\)$/,
      );
    });

  it("may be known later, unless they bring credentials, which the gateway's refusals have to name", () => {
    const later = pulumi.output("https://a.example");
    assert.deepEqual(plan({ origins: [later] }).origins, [later]);
    refused({ origins: [later], credentials: true }, /^api: cors\.origins must be texts where credentials count/);
  });

  it("are some", () => {
    refused({ origins: [] }, /^api: cors\.origins must be .* \(it is empty\)$/);
  });

  it("are named where they bring credentials", () => {
    refused(
      { origins: "*", credentials: true },
      /^api: cors\.origins must list the origins: browsers refuse "\*" with/,
    );
  });

  it("use methods that there are, headers that are some, and for a day at most", () => {
    refused({ origins: "*", methods: ["PUT"] }, /^api: cors\.methods must be of "GET" or "POST", .* \(one is "PUT"\)$/);
    refused({ origins: "*", headers: ["*"] }, /^api: cors\.headers must be names of headers \(one is "\*"\)$/);
    refused({ origins: "*", maxAge: "2 days" }, /^api: cors\.maxAge must be at most "1 day" \(it is "2 days"\)$/);
  });
});
