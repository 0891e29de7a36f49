import { ServiceError } from "../../../wire/service-error";
import type { DynamoDbServices } from "../dynamodb-services";
import { invalid } from "../refusals";
import type { Change } from "../storage/change";
import type { Item } from "../values/attribute-value";
import { itemSize } from "../values/size";
import { joinUsage, TRANSACTION, type Usage } from "./capacity";
import { isThrottling } from "./throughput";
import { decide, type PlannedWrite, write } from "./write";

// fidelity: docs: TransactWriteItems: 4 MB; guess: the text
const MAX_BYTES = 4 * 1024 * 1024;

/** Why an action keeps a transaction from being done. */
export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

// fidelity: docs: TransactWriteItems, errors: a reason for each action, in order; observed: the text
export const cancelled = (reasons: readonly CancellationReason[]): ServiceError => {
  const codes = reasons.map(({ Code }) => Code).join(", ");
  const Message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new ServiceError("TransactionCanceledException", "", 400, { CancellationReasons: reasons, Message });
};

export const NONE: CancellationReason = { Code: "None" };

/** What an action is refused for, when that is a matter of this action alone. @throws what is no refusal */
export const reasonOf = (error: unknown): CancellationReason => {
  if (!(error instanceof ServiceError)) throw error;
  const { code, message, details } = error;
  if (code === "ConditionalCheckFailedException") {
    const { Item } = details as { readonly Item?: Item };
    return { Code: "ConditionalCheckFailed", ...(Item ? { Item } : {}), Message: message };
  }
  if (isThrottling(error)) return { Code: "ProvisionedThroughputExceeded", Message: message };
  if (code === "DuplicateItemException") return { Code: "DuplicateItem", Message: message };
  if (code === "ValidationException") return { Code: "ValidationError", Message: message };
  throw error;
};

/** Each part of a transaction, or the reasons for which there is none. @throws {ServiceError} */
export const allOrReasons = <Part, Result>(parts: readonly Part[], work: (part: Part) => Result): Result[] => {
  const results: Result[] = [];
  const reasons = parts.map((part) => {
    try {
      results.push(work(part));
      return NONE;
    } catch (error) {
      return reasonOf(error);
    }
  });
  if (reasons.some((reason) => reason !== NONE)) throw cancelled(reasons);
  return results;
};

/** A write, or what it is refused for: the reasons of a transaction name those of all its actions. */
export type Attempt = PlannedWrite | ServiceError;

/** @throws what is no reason to cancel a transaction */
export const attempt = (plan: () => PlannedWrite): Attempt => {
  try {
    return plan();
  } catch (error) {
    reasonOf(error);
    return error as ServiceError; // it has a reason
  }
};

export const isPlanned = (each: Attempt): each is PlannedWrite => !(each instanceof ServiceError);

/** The writes of a transaction are about as many items. @throws {ServiceError} */
export const requireOneEach = (attempts: readonly Attempt[]): void => {
  const places = attempts.filter(isPlanned).map(({ at }) => at.toString("base64"));
  if (new Set(places).size < places.length) {
    throw invalid("Transaction request cannot include multiple operations on one item");
  }
};

/** Does all of the writes or none. Within a commit. @throws {ServiceError} */
export const transact = (services: DynamoDbServices, attempts: readonly Attempt[]): Usage[] => {
  const known = attempts.map((each) =>
    isPlanned(each) ? { ...each, table: services.tables.current(each.table) } : each,
  );
  const changes = allOrReasons(known, (each): Change => {
    if (!isPlanned(each)) throw each;
    return decide(services, each);
  });
  const bytes = changes.reduce((total, { after }) => total + (after ? itemSize(after) : 0), 0);
  if (bytes > MAX_BYTES)
    throw invalid("Collection size of items in the transaction request exceeded the maximum of 4 MB");
  const usages = new Map<string, Usage>();
  for (const change of changes) {
    const { name } = change.table;
    usages.set(name, joinUsage(usages.get(name), write(services, change, TRANSACTION)));
  }
  return [...usages.values()];
};
