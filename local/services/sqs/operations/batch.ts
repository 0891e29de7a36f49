import type { Output } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { batchError } from "../errors";

/** fidelity: docs: API_SendMessageBatch, Errors: the checks that fail a batch as a whole */
export const checkBatch = (entries: readonly { readonly Id: string }[], entryType: string): void => {
  if (entries.length === 0) {
    throw batchError("EmptyBatchRequest", `There should be at least one ${entryType} in the request.`);
  }
  if (entries.length > 10) {
    throw batchError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  }
  if (entries.some(({ Id }) => !/^[A-Za-z0-9_-]{1,80}$/.test(Id))) {
    throw batchError(
      "InvalidBatchEntryId",
      "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
    );
  }
  const repeated = entries.find(({ Id }, index) => entries.findIndex((other) => other.Id === Id) < index);
  if (repeated) throw batchError("BatchEntryIdsNotDistinct", `Id ${repeated.Id} repeated.`);
};

/** Does each entry on its own, beginning with the first, and answers which went well. */
export const eachEntry = async <Entry extends { readonly Id: string }>(
  entries: readonly Entry[],
  run: (entry: Entry) => Promise<Output> | Output,
  /** How a batch words what fails an entry. fidelity: observed: SendMessageBatch */
  worded: (message: string) => string = (message) => message,
): Promise<Output> => {
  const answers = await Promise.all(
    entries.map(async (entry) => {
      try {
        return { Successful: { Id: entry.Id, ...(await run(entry)) } };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        return { Failed: { Id: entry.Id, SenderFault: true, Code: error.code, Message: worded(error.message) } };
      }
    }),
  );
  const Successful = answers.flatMap((answer) => answer.Successful ?? []);
  const Failed = answers.flatMap((answer) => answer.Failed ?? []);
  // An absent list, not an empty one: SDKs would show the latter.
  return { ...(Successful.length > 0 ? { Successful } : {}), ...(Failed.length > 0 ? { Failed } : {}) };
};
