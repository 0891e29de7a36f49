import type { Output } from "../../wire/operations/operation";
import type { HistoryEvent } from "./language/history";

/** Members with what an execution works on. */
const DATA = new Set(["input", "inputDetails", "output", "outputDetails", "parameters"]);

/** An event as the API tells it. */
// fidelity: observed: localstack's tests on AWS: under which member the details of each type stand
export const shownEvent = ({ id, previousEventId, time, type, details }: HistoryEvent, withData: boolean): Output => {
  const told = details && Object.entries(details).filter(([name]) => withData || !DATA.has(name));
  return {
    id,
    previousEventId,
    timestamp: time / 1000,
    type,
    ...(told ? { [memberOf(type)]: Object.fromEntries(told) } : {}),
  };
};

const memberOf = (type: string): string => {
  const [, moment] = /State(Entered|Exited)$/.exec(type) ?? [];
  return `${moment === undefined ? type.charAt(0).toLowerCase() + type.slice(1) : `state${moment}`}EventDetails`;
};
