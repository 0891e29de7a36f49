import * as z from "zod";
import type { EventContract } from "../../contracts/event";
import { component, either, list, object, record, type Shape, several, text } from "../../core/args/args-shape";
import { RECEIVER_RULE, type Receiver, receiverShape } from "../../core/receiver";
import { Table } from "../../data/table/table";
import { type LambdaFunctionArgs, lambdaFunctionShape } from "../../logic/function/args";
import { type RestApiArgs, restApiShape } from "../../logic/rest-api/args";
import type { Routes } from "../../logic/rest-api/route";
import { type DeliveryRetry, retryShape } from "../../messaging/dead-letters/retry";
import { contractShape } from "../../messaging/event-bus/args";
import { Platform } from "../platform/platform";

export interface MicroserviceArgs extends Omit<RestApiArgs, "routes" | "stage" | "logRole"> {
  readonly platform: Platform;
  /** Of its API, all of them below its mount: `"GET /payments/{paymentId}"`. @default none: it has no API */
  readonly routes?: Routes;
  /** The first segment of its URLs, and the name of its stage. @default its name */
  readonly mount?: string;
  /** Its own events, which no other service puts, and how changes of its table become them. @default none */
  readonly publishes?: Publishing;
  /** What it does when others tell of something, by a name. Each has retries, a dead-letter queue and an alarm. @default none */
  readonly consumes?: Readonly<Record<string, Consuming>>;
}

export interface Publishing {
  readonly events: readonly EventContract[];
  /** With a stream of both images: what changes in it is announced, and nothing that does not. */
  readonly table: Table;
  /** A handler that `outbox` of `serverless-tiers/runtime` makes; it gets the link `events`. */
  readonly outbox: LambdaFunctionArgs;
}

export interface Consuming {
  readonly on: EventContract | readonly EventContract[];
  /** What their data has to be like. @default whatever it is */
  readonly where?: Readonly<Record<string, unknown>>;
  /** Or the arguments of a function, which is called as its service and what it consumes: `payments-charge`. */
  readonly to: Receiver | LambdaFunctionArgs;
  readonly retry?: DeliveryRetry;
}

const { stage: _, logRole: __, ...apiShape } = restApiShape as Shape<RestApiArgs>;

const EVENTS = "a list of events, which eventContract() declares";

const publishing: Shape<Publishing> = {
  events: list(contractShape, EVENTS),
  table: component(() => Table, "a Table with a stream of both images"),
  outbox: object(lambdaFunctionShape),
};

const consuming: Shape<Consuming> = {
  on: several(contractShape, EVENTS),
  where: record(z.unknown(), 'what the data has to be like, { city: ["Ghent"] }').optional(),
  to: either(
    (value) => receiverShape.safeParse(value).success,
    object<LambdaFunctionArgs>(lambdaFunctionShape, RECEIVER_RULE),
  ),
  retry: retryShape,
};

const shape: Shape<MicroserviceArgs> = {
  ...apiShape,
  platform: component(() => Platform, "a Platform"),
  routes: restApiShape.routes.optional(),
  mount: text('the first segment of its URLs, "payments"').optional(),
  publishes: object<Publishing>(publishing).optional(),
  consumes: record(object<Consuming>(consuming), "what it consumes by name, { charge: { on, to } }").optional(),
};

export const microserviceArgs = object(shape);
