import type { BusEvent } from "../bus-event";

/** The rule on whose behalf an event is sent. */
export interface SendingRule {
  readonly name: string;
  readonly arn: string;
}

/** What a template may name without a path. */
export const RESERVED: Readonly<Record<string, (event: BusEvent, rule: SendingRule) => unknown>> = {
  "aws.events.rule-arn": (_, { arn }) => arn,
  "aws.events.rule-name": (_, { name }) => name,
  "aws.events.event.ingestion-time": ({ time }) => time,
  // fidelity: docs: "Amazon EventBridge input transformation", predefined variables: without detail, or whole
  "aws.events.event": ({ detail: _, "detail-type": detailType, ...event }) => ({ ...event, detailType }),
  "aws.events.event.json": (event) => event,
};

export const isReserved = (placeholder: string): boolean => Object.hasOwn(RESERVED, placeholder);
