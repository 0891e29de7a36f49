import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { listed, type Registration, registered, resolved, the } from "serverless-tiers-local/testing";
import { Microservice } from "../../../../components/patterns/microservice/microservice";
import type { PlatformArgs } from "../../../../components/patterns/platform/args";
import { Platform } from "../../../../components/patterns/platform/platform";
import { ApiFront } from "../../../../components/presentation/api-front/api-front";
import { Domain } from "../../../../components/presentation/domain/domain";
import { target } from "../../logic/rest-api/targets";
import { everything, Reserved, worker } from "./in-stacks";

const bus = { events: [Reserved] };
const api = (mount: string) => ({ auth: "none", routes: { [`GET /${mount}`]: { to: target() } } }) as const;

const refusal = async (args: () => PlatformArgs, program: (platform: Platform) => unknown = () => undefined) => {
  let message = "nothing";
  await registered(async () => {
    try {
      await program(new Platform("shop", args()));
    } catch (error) {
      ({ message } = error as Error);
    }
  });
  return message;
};

describe("a platform", () => {
  it("has one domain, to which each service maps its path, and which its URL is under", async () => {
    const urls: (string | undefined)[] = [];
    const made = await registered(async () => {
      const platform = new Platform("shop", { bus, domain: { name: "api.example.com", zoneId: "Z1" } });
      for (const mount of ["shows", "bookings"]) {
        const { url } = new Microservice(mount, { platform, ...api(mount) });
        urls.push(url && (await resolved(url)));
      }
    });
    assert.deepEqual(urls, ["https://api.example.com/shows", "https://api.example.com/bookings"]);
    const mappings = made.filter(({ type }) => type === "aws:apigatewayv2/apiMapping:ApiMapping");
    assert.deepEqual(
      mappings.map(({ inputs: { domainName, apiMappingKey, stage } }) => [domainName, apiMappingKey, stage]),
      [
        ["api.example.com", "shows", "shows"],
        ["api.example.com", "bookings", "bookings"],
      ],
    );
    the(made, "aws:apigateway/domainName:DomainName", "shop-api.example.com");
  });

  it("shows its users, all its services and what they stand on, whenever they were made, on one dashboard", async () => {
    const made = await registered(() => {
      const platform = new Platform("shop", everything());
      new Microservice("shows", { platform, routes: { "GET /shows": { to: worker("list-shows") } } });
    });
    const body = dashboard(made);
    for (const shown of ["list-shows", "people", "shows", "MatchedEvents"]) assert.ok(body.includes(shown), shown);
    const without = await registered(() => new Platform("shop", { bus, dashboard: false }));
    assert.deepEqual(
      listed(without).filter((each) => each.includes("Dashboard")),
      [],
    );
  });

  it("refuses a service that comes when all is told already", async () => {
    const late = async (platform: Platform) => {
      await setImmediate();
      new Microservice("shows", { platform, ...api("shows") });
    };
    assert.equal(
      await refusal(() => ({ bus }), late),
      "shows: platform must have all services before the program waits for anything: what the platform shows and shares is told already",
    );
    assert.equal(await refusal(() => ({ bus, dashboard: false }), late), "nothing");
  });

  it("hands the APIs of its services to a front of one stack, past which they let nobody", async () => {
    const made = await registered(() => {
      const platform = new Platform("shop", { bus });
      new Microservice("shows", { platform, sitesOnly: true, ...api("shows") });
      new Microservice("mails", { platform });
      new Microservice("bookings", { platform, sitesOnly: { secret: 2 }, ...api("bookings") });
      new ApiFront("shop", { apis: platform.apis });
    });
    const { origins } = the(made, "aws:cloudfront/distribution:Distribution", "shop").inputs;
    assert.deepEqual(
      (origins as { originId: string; customHeaders: { name: string }[] }[]).map(({ originId, customHeaders }) => [
        originId,
        customHeaders.map(({ name }) => name),
      ]),
      [
        ["shows", ["Referer"]],
        ["bookings", ["Referer"]],
      ],
    );
    assert.match(String(the(made, "aws:apigateway/restApi:RestApi", "shows").inputs.policy), /DenyPastSites/);
  });

  it("refuses APIs that let in a front alone where it has a domain, and a domain of a site", async () => {
    const domain = { name: "api.example.com" };
    assert.equal(
      await refusal(
        () => ({ bus, domain }),
        (platform) => new Microservice("shows", { platform, sitesOnly: true, ...api("shows") }),
      ),
      "shows: sitesOnly must be absent on a platform with a domain (api.example.com), whose requests bring no secret: it is for an ApiFront",
    );
    assert.equal(
      await refusal(() => ({ bus, domain: new Domain("site", { name: "www.example.com" }) })),
      'shop: domain must be for: "api" (site is for a site)',
    );
    assert.match(
      await refusal(() => ({ bus, domain: { name: "Example" } })),
      /^shop: domain\.name must be a name in lower/,
    );
  });
});

const dashboard = (made: readonly Registration[]): string =>
  String(the(made, "aws:cloudwatch/dashboard:Dashboard", "shop").inputs.dashboardBody);
