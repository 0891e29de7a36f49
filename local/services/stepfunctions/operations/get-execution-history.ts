import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { shownEvent } from "../shown-event";
import { eventsOf } from "../store";
import { PageInput, page } from "./pages";
import { Arn, namedExecution } from "./states-operation";

const Input = PageInput.extend({
  executionArn: Arn,
  reverseOrder: z.boolean().default(false),
  includeExecutionData: z.boolean().default(true),
  nextToken: z.string().min(1).max(3_096).optional(),
});

export const getExecutionHistory = operation(
  "GetExecutionHistory",
  Input,
  { action: "states:GetExecutionHistory", on: namedExecution },
  (services) =>
    ({ executionArn, reverseOrder, includeExecutionData, ...asked }) => {
      const all = [...eventsOf(services, executionArn)];
      const events = reverseOrder ? all.reverse() : all;
      const { events: shown, ...more } = page("events", events, asked) as { events: typeof events };
      return { events: shown.map((event) => shownEvent(event, includeExecutionData)), ...more };
    },
);
