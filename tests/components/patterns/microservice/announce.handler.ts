import * as z from "zod";
import * as env from "../../../../components/runtime/env";
import { log } from "../../../../components/runtime/log";
import { outbox } from "../../../../components/runtime/outbox";

export const handler = outbox({ bus: env.bus("events"), item: z.unknown(), events: () => [], log });
