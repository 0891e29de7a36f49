import assert from "node:assert/strict";
import { ArgsError } from "../../../components/core/args/args-error";
import type { NetworkArgs } from "../../../components/network/args";
import { planNetwork } from "../../../components/network/plan";

const refused = (args: NetworkArgs, message: string) =>
  it(`refuses ${JSON.stringify(args)}`, () =>
    assert.throws(
      () => planNetwork("main", args),
      (error: unknown) => {
        assert.ok(error instanceof ArgsError);
        assert.equal(error.message, message);
        return true;
      },
    ));

/** Without the mark by which a plan is known. */
const planned = (args: NetworkArgs) => Object.fromEntries(Object.entries(planNetwork("main", args)));

describe("the plan of a network", () => {
  it("has defaults", () => {
    assert.deepEqual(planned({}), {
      name: "main",
      cidr: { base: 10 * 2 ** 24, prefix: 16 },
      zoneCount: 2,
      zoneNames: undefined,
      nat: "none",
      endpoints: [],
      endpointZones: 2,
      transform: undefined,
    });
  });

  it("keeps what was asked for, a service once", () => {
    const args: NetworkArgs = {
      cidr: "172.16.0.0/24",
      zones: ["us-gov-west-1a", "us-gov-west-1c", "us-gov-west-1b"],
      nat: "single",
      endpoints: ["sqs", "ecr.dkr", "sqs"],
      endpointZones: 1,
    };
    assert.deepEqual(planned(args), {
      name: "main",
      cidr: { base: 172 * 2 ** 24 + 16 * 2 ** 16, prefix: 24 },
      zoneCount: 3,
      zoneNames: args.zones,
      nat: "single",
      endpoints: ["sqs", "ecr.dkr"],
      endpointZones: 1,
      transform: undefined,
    });
  });

  const range = 'main: cidr must be an IPv4 range that starts at a multiple of its size, "10.0.0.0/16" (it is';
  refused({ cidr: "10.0.0.1/16" }, `${range} "10.0.0.1/16")`);
  refused({ cidr: "everything" }, `${range} "everything")`);
  const size = "main: cidr must be a /16 to a /24, so that 4 zones find room (it is";
  refused({ cidr: "10.0.0.0/15" }, `${size} "10.0.0.0/15")`);
  refused({ cidr: "10.0.0.0/25" }, `${size} "10.0.0.0/25")`);
  refused({ zones: 1 }, "main: zones must be 2 to 4: a database needs two (it is 1)");
  refused({ zones: 5 }, "main: zones must be 2 to 4: a database needs two (it is 5)");
  refused({ zones: 2.5 }, "main: zones must be 2 to 4: a database needs two (it is 2.5)");
  refused({ zones: ["eu-west-1a"] }, "main: zones must be 2 to 4: a database needs two (it names 1)");
  refused({ zones: ["eu-west-1a", "b"] }, 'main: zones must hold names such as "eu-west-1a" (it holds "b")');
  refused(
    { zones: ["eu-west-1a", "eu-west-1a"] },
    "main: zones must name each zone once (it is eu-west-1a, eu-west-1a)",
  );
  refused(
    { zones: ["eu-west-1a", "eu-west-2b"] },
    "main: zones must be of one region, as a VPC is (it is eu-west-1a, eu-west-2b)",
  );
  refused({ endpointZones: 0 }, "main: endpointZones must be 1 to the number of zones, 2 (it is 0)");
  refused({ endpointZones: 3 }, "main: endpointZones must be 1 to the number of zones, 2 (it is 3)");
  const service = 'main: endpoints must hold the last part of a service\'s endpoint name, "sqs" or "secretsmanager"';
  refused({ endpoints: ["sqss"] }, `${service} (it holds "sqss"; did you mean sqs?)`);
  refused(
    { endpoints: ["sqs", "secret-manager"] },
    `${service} (it holds "secret-manager"; did you mean secretsmanager?)`,
  );
  refused(
    { endpoints: ["com amazonaws"] },
    `${service} (it holds "com amazonaws"; the services are in https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html)`,
  );
});
