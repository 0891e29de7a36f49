import { EventBus, EventRule, LambdaFunction } from "serverless-tiers";
import { Counted } from "./contract";

const bus = new EventBus("events", { events: [Counted] });
const count = new LambdaFunction("count", { entry: "count.handler.ts" });
new EventRule("count", { bus, on: Counted, to: count });

export const busName = bus.name;
