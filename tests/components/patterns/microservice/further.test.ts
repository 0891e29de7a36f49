import assert from "node:assert/strict";
import { registered } from "serverless-tiers-local/testing";
import { Table } from "../../../../components/data/table/table";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { AccountLogRole } from "../../../../components/operations/account-log-role/account-log-role";
import { Microservice } from "../../../../components/patterns/microservice/microservice";
import { Platform } from "../../../../components/patterns/platform/platform";
import { Made } from "../../messaging/events";

const entry = "tests/components/logic/function/echo.handler.ts";

/** How many resources so many services of one kind are. */
const resources = async (services: number): Promise<number> => {
  const made = await registered(() => {
    const logRole = new AccountLogRole("logs", { role: "existing" });
    const platform = new Platform("shop", { bus: { events: [Made] }, logRole });
    for (let at = 0; at < services; at++) {
      const things = new Table(`things-${at}`, { key: { partition: "id" } });
      const get = new LambdaFunction(`get-${at}`, { entry, links: { things: things.read() } });
      new Microservice(`s${at}`, {
        platform,
        auth: "none",
        routes: { [`GET /s${at}/{id}`]: { to: get } },
        consumes: { follow: { on: Made, to: { entry, links: { things: things.write() } } } },
      });
    }
  });
  return made.length;
};

describe("a further microservice", function () {
  this.timeout(60_000);

  it("is as many resources as the one before it", async () => {
    const [one, two, three] = [await resources(1), await resources(2), await resources(3)];
    assert.ok(two > one);
    assert.equal(three - two, two - one);
  });
});
