import assert from "node:assert/strict";
import { type Registration, registered, resolved } from "serverless-tiers-local/testing";
import * as z from "zod";
import { eventContract } from "../../../../components/contracts/event";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { Network } from "../../../../components/network/network";
import { AccountLogRole } from "../../../../components/operations/account-log-role/account-log-role";
import { Alarms } from "../../../../components/operations/alarms/alarms";
import type { PlatformArgs } from "../../../../components/patterns/platform/args";
import { Platform } from "../../../../components/patterns/platform/platform";
import { Domain } from "../../../../components/presentation/domain/domain";
import { UserPool } from "../../../../components/presentation/user-pool/user-pool";

export const ENTRY = "tests/components/logic/function/echo.handler.ts";
export const OUTBOX = { entry: "tests/components/patterns/microservice/announce.handler.ts" };
export const STACK = "organization/platform/prod";

const detail = z.object({ bookingId: z.string(), amount: z.int() });
export const Reserved = eventContract({ source: "shop.shows", name: "seats-reserved", detail });
export const Settled = eventContract({ source: "shop.payments", name: "payment-settled", detail });

/** All that a platform may share. */
export const everything = (): PlatformArgs => ({
  bus: { events: [Reserved, Settled] },
  users: new UserPool("people", {
    signIn: "email",
    clients: { app: { kind: "public" }, desk: { kind: "public" } },
    groups: ["staff"],
  }),
  alarms: new Alarms("alarms"),
  network: new Network("main", { endpoints: ["dynamodb", "sqs"] }),
  logRole: new AccountLogRole("logs", { role: "create" }),
  domain: new Domain("names", { name: "api.example.com", for: "api", zoneId: "Z1" }),
});

/** What the stack of a platform exports, as the state of Pulumi has it. */
export const exported = async (
  args: () => PlatformArgs = everything,
  services: (platform: Platform) => unknown = () => undefined,
  ofStack = { project: "platform", stack: "prod" },
): Promise<Record<string, unknown>> => {
  const made: Platform[] = [];
  await registered(() => {
    const [platform] = [new Platform("shop", args())];
    services(platform);
    made.push(platform);
  }, ofStack);
  const [platform] = made;
  assert.ok(platform);
  return JSON.parse(JSON.stringify({ platform: await resolved(platform.shared) }));
};

/** The program of a service in a stack of its own, and what it was refused for. */
export const deployed = async (
  outputs: Record<string, unknown> | undefined,
  program: (platform: Platform) => unknown,
  stack = STACK,
): Promise<{ readonly made: readonly Registration[]; readonly refused: string | undefined }> => {
  let refused: string | undefined;
  const made = await registered(
    async () => {
      try {
        await program(await Platform.from(stack));
      } catch (error) {
        refused = (error as Error).message;
      }
    },
    { project: "payments", stack: "prod", stacks: outputs === undefined ? {} : { [STACK]: outputs } },
  );
  return { made: made.filter(({ type }) => type !== "pulumi:pulumi:StackReference"), refused };
};

export const worker = (name = "work", links = {}, network?: Network) =>
  new LambdaFunction(name, { entry: ENTRY, links, ...(network && { network }) });
