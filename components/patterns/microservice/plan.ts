import type { EventContract } from "../../contracts/event";
import { ArgsError, within } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { childName } from "../../core/component/naming";
import { isPlan, type Plan, planned } from "../../core/component/plan";
import type { Receiver } from "../../core/receiver";
import { LambdaFunction } from "../../logic/function/lambda-function";
import { type LambdaFunctionPlan, planLambdaFunction } from "../../logic/function/plan";
import { planRestApi, type RestApiPlan } from "../../logic/rest-api/plan";
import { type EventRulePlan, planEventRule } from "../../messaging/event-rule/plan";
import { ownAlarms } from "../own-alarms";
import type { Platform } from "../platform/platform";
import { type Consuming, type MicroserviceArgs, microserviceArgs, type Publishing } from "./args";
import { checkEndpoints } from "./endpoints";
import { asMounted, mountedRoutes } from "./mount";

interface Consumer {
  readonly key: string;
  readonly rule: EventRulePlan;
  readonly to: Receiver | LambdaFunctionPlan;
}

interface Settings {
  readonly platform: Platform;
  readonly mount: string | undefined;
  readonly api: RestApiPlan | undefined;
  readonly publishes: (Omit<Publishing, "outbox"> & { readonly outbox: LambdaFunctionPlan }) | undefined;
  readonly consumers: readonly Consumer[];
  /** Where alarms of parts go that are not the API. */
  readonly topic: ReturnType<typeof ownAlarms>;
}

type Alarms = { readonly alarms?: Exclude<MicroserviceArgs["alarms"], undefined> };

/** A service's arguments: the plans of its parts, held against one another and against its platform. */
export type MicroservicePlan = Plan<"Microservice", Settings>;

/** @throws {ArgsError} for what one of the parts would refuse, and for what another service of the platform has. */
export const planMicroservice = (name: string, args: MicroserviceArgs | MicroservicePlan): MicroservicePlan =>
  planned("Microservice", name, args, (given: MicroserviceArgs) => settings(name, given));

const settings = (name: string, args: MicroserviceArgs): Settings => {
  checkArgs(name, args, microserviceArgs);
  const { platform, consumes = {}, publishes } = args;
  const mount = args.routes && (args.mount ?? name);
  if (args.mount !== undefined && mount === undefined)
    throw new ArgsError(name, "mount", "must be absent without routes: there is no API to be mounted");
  if (args.sitesOnly && platform.domain)
    throw new ArgsError(
      name,
      "sitesOnly",
      `must be absent on a platform with a domain (${platform.domain.plan.names[0]}), whose requests bring no secret: it is for an ApiFront`,
    );
  platform.check({ service: name, mount, publishes: publishes?.events ?? [] });
  const alarms = alarmsOf(args);
  const api = mount === undefined ? undefined : planApi(name, args, mount, alarms);
  const consumers = Object.entries(consumes).map(([key, consuming]) =>
    planConsumer(name, args, key, consuming, alarms),
  );
  const planned = publishes && { ...publishes, outbox: planOutbox(name, args, publishes) };
  const made = [...(api?.routes.map(({ to }) => to) ?? []), ...consumers.map(({ to }) => to)];
  const functions = made.flatMap((each) => (each instanceof LambdaFunction ? [each.plan] : functionPlan(each)));
  checkEndpoints(name, platform, [...functions, ...(planned ? [planned.outbox] : [])]);
  return { platform, mount, api, publishes: planned, consumers, topic: ownAlarms(alarms.alarms) };
};

const functionPlan = (value: unknown): LambdaFunctionPlan[] =>
  isPlan<"LambdaFunction", LambdaFunctionPlan>("LambdaFunction", value) ? [value] : [];

const alarmsOf = ({ alarms, platform }: MicroserviceArgs): Alarms => {
  const given = alarms ?? platform.alarms;
  return given === undefined ? {} : { alarms: given };
};

const planApi = (name: string, args: MicroserviceArgs, mount: string, alarms: Alarms): RestApiPlan => {
  const { platform, routes = {}, mount: _, publishes: __, consumes: ___, ...api } = args;
  const { users, logRole } = platform;
  const mounted = mountedRoutes(name, mount, routes);
  return within(
    name,
    (path) => asMounted(mount, path),
    () =>
      planRestApi(name, {
        ...(users && { auth: users.authorizer({ token: "access" }) }),
        ...(logRole && { logRole }),
        ...api,
        ...alarms,
        stage: mount,
        routes: mounted,
      }),
  );
};

const planConsumer = (
  name: string,
  { platform, publishes, retention }: MicroserviceArgs,
  key: string,
  { to, ...consuming }: Consuming,
  alarms: Alarms,
): Consumer => {
  const own = [consuming.on].flat().find((event) => publishes?.events.includes(event as EventContract));
  if (own !== undefined)
    throw new ArgsError(
      name,
      `consumes.${key}.on`,
      `must be events of others: ${(own as EventContract).detailType} is its own, and what it does then would tell of it again`,
    );
  const called = childName(name, key);
  const at = (path: string) => `consumes.${key}.${path}`;
  const receiver =
    "receives" in to
      ? to
      : within(
          name,
          (path) => at(`to.${path}`),
          () => planLambdaFunction(called, { ...retained(retention), ...to }),
        );
  const rule = within(name, at, () =>
    planEventRule(called, {
      ...consuming,
      ...ownAlarms(alarms.alarms),
      bus: platform.bus,
      to: "receives" in receiver ? receiver : TO_BE_MADE,
    }),
  );
  return { key, rule, to: receiver };
};

/** The rule is completed with the function once that is made. */
const TO_BE_MADE: Receiver = { description: "a function", receives: { arn: "", grants: [] } };

const planOutbox = (name: string, { platform, retention }: MicroserviceArgs, { events, table, outbox }: Publishing) => {
  if (table.plan.stream !== "both images")
    throw new ArgsError(
      name,
      "publishes.table",
      `must have stream: "both images": an outbox reads what has changed in ${table.plan.name}`,
    );
  const links = { ...outbox.links, events: platform.bus.put(...events) };
  return within(
    name,
    (path) => `publishes.outbox.${path}`,
    () => planLambdaFunction(childName(name, "outbox"), { ...retained(retention), ...outbox, links }),
  );
};

const retained = (retention: MicroserviceArgs["retention"]) => (retention === undefined ? {} : { retention });
