import * as z from "zod";
import { isObject } from "../../../languages/json/json-object";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { invalid } from "../events-error";
import { compilePattern } from "../rules/rule";
import type { EventServices } from "./events-operation";

const MANDATORY = ["id", "account", "source", "time", "region", "detail-type"];

export const testEventPattern = operation(
  "TestEventPattern",
  z.object({ EventPattern: z.string().max(4_096), Event: z.string() }),
  { action: "events:TestEventPattern", on: (_: EventServices) => resource("*") },
  () =>
    ({ EventPattern, Event }) => {
      const pattern = compilePattern(EventPattern);
      return { Result: pattern.fits(readEvent(Event)) };
    },
);

// fidelity: observed: events-pattern-refusals-event-plain-text, -event-without-mandatory-fields
const readEvent = (text: string): object => {
  const event = parse(text);
  if (!isObject(event) || MANDATORY.some((member) => !Object.hasOwn(event, member))) {
    throw invalid("Parameter Event is not valid.");
  }
  return event;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
