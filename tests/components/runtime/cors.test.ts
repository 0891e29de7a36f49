import assert from "node:assert/strict";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { type CrossOrigin, readableByPages, withCors } from "../../../components/runtime/cors";

const headersFor = async (
  cors: CrossOrigin,
  sent: Record<string, string>,
  own: APIGatewayProxyResult["headers"] = {},
) => {
  const handler = withCors(cors, async () => ({ statusCode: 200, headers: own, body: "" }));
  return (await handler({ headers: sent } as unknown as APIGatewayProxyEvent, {} as Context)).headers;
};

describe("an answer that pages of other origins may read", () => {
  const cors = { origins: ["https://a.example", "https://b.example"], credentials: true };

  it("names the origin that asks, if it is listed", async () => {
    for (const name of ["origin", "Origin", "ORIGIN"])
      assert.deepEqual(await headersFor(cors, { [name]: "https://b.example" }), {
        Vary: "Origin",
        "Access-Control-Allow-Origin": "https://b.example",
        "Access-Control-Allow-Credentials": "true",
      });
  });

  it("names none to others", async () => {
    const others: readonly Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "https://a.example.evil" },
      {},
    ];
    for (const sent of others) assert.equal((await headersFor(cors, sent))?.["Access-Control-Allow-Origin"], undefined);
  });

  it("keeps what the handler says, and what else the answer varies by", async () => {
    const own = { vary: "Accept", "X-Own": "1" };
    assert.deepEqual(await headersFor({ origins: "*" }, {}, own), { ...own, "Access-Control-Allow-Origin": "*" });
    assert.deepEqual(await headersFor({ origins: ["https://a.example"] }, {}, own), { ...own, vary: "Accept, Origin" });
  });
});

describe("an answer below rest", () => {
  const answered = (stageVariables: Record<string, string> | null, origin: string) => {
    const event = { headers: { origin }, stageVariables } as unknown as APIGatewayProxyEvent;
    return readableByPages(event, { statusCode: 200, headers: { vary: "Origin" }, body: "" }).headers;
  };

  it("is for the pages that the API names by its stage, and says nothing where it names none", () => {
    const told = { serverlessTiersOrigin1: "https://a.example", serverlessTiersOrigin2: "https://b.example" };
    assert.deepEqual(answered(told, "https://b.example"), {
      vary: "Origin",
      "Access-Control-Allow-Origin": "https://b.example",
    });
    assert.deepEqual(answered({ ...told, serverlessTiersCredentials: "true" }, "https://evil.example"), {
      vary: "Origin",
      "Access-Control-Allow-Credentials": "true",
    });
    assert.deepEqual(answered(null, "https://b.example"), { vary: "Origin" });
  });
});
