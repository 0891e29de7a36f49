import assert from "node:assert/strict";
import { listed, registered } from "serverless-tiers-local/testing";
import * as z from "zod";
import { stackOutput } from "../../../components/core/stack-outputs";

const PROD = "organization/orders/prod";

const read = async (program: () => Promise<unknown>, outputs: Record<string, unknown> = { url: "https://orders" }) => {
  let told: unknown;
  const made = await registered(
    async () => {
      told = await program().catch(({ message }: Error) => message);
    },
    { project: "payments", stack: "prod", stacks: { [PROD]: outputs } },
  );
  return { told, made: listed(made).filter((each) => !each.startsWith("pulumi:pulumi:StackReference")) };
};

describe("an output of another stack", () => {
  it("is read and checked before anything is made, as often as it is asked for", async () => {
    const { told, made } = await read(async () => [
      await stackOutput(PROD, "url", z.url()),
      await Promise.all([stackOutput(PROD, "url", z.string()), stackOutput(PROD, "url", z.string())]),
    ]);
    assert.deepEqual([told, made], [["https://orders", ["https://orders", "https://orders"]], []]);
  });

  for (const [what, stack, output, shape, message] of [
    [
      "a stack that is not there",
      "organization/orders/dev",
      "url",
      z.url(),
      "organization/orders/dev: stack must be there before organization/payments/prod, which reads its output url: deploy that stack first, pulumi up -s organization/orders/dev",
    ],
    [
      "an output that is not there",
      PROD,
      "address",
      z.url(),
      "organization/orders/prod: address must be among its outputs: export it there and deploy that stack first",
    ],
    [
      "another shape",
      PROD,
      "url",
      z.object({ base: z.string() }),
      "organization/orders/prod: url Invalid input: expected object, received string, for organization/payments/prod",
    ],
    [
      "a name without its project",
      "prod",
      "url",
      z.url(),
      '"prod": stack must be named by organization, project and stack, "organization/platform/prod"',
    ],
    [
      "the stack itself",
      "organization/payments/prod",
      "url",
      z.url(),
      "organization/payments/prod: stack must be another one: this is the stack itself, whose outputs come at its end",
    ],
  ] as const) {
    it(`is refused: ${what}`, async () => {
      const { told, made } = await read(() => stackOutput(stack, output, shape as z.ZodType));
      assert.deepEqual([told, made], [message, []]);
    });
  }
});
