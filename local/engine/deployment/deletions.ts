import { type ProviderSettings, resourceContext } from "../resources/life";
import type { ResourceType } from "../resources/resource-type";
import { deletionOrder } from "./deletion-order";
import type { ResourceRecord, StackState } from "./state";

export interface DeletionOptions {
  readonly state: StackState;
  /** URNs that the program still declares. */
  readonly declared: ReadonlySet<string>;
  readonly settings: ProviderSettings;
  behaviour(type: string): ResourceType;
  /** Hears of what is no longer declared; the end of an old life belongs to its replacement. */
  onDeleted(record: ResourceRecord): void;
}

/**
 * Ends what the program no longer declares and the old lives of what was replaced, dependents first.
 * Throws before the first deletion when one of them is protected.
 */
export const deleteUndeclared = async (options: DeletionOptions): Promise<void> => {
  const { state, declared } = options;
  const undeclared = state.all().filter(({ urn }) => !declared.has(urn));
  const held = undeclared.find((record) => record.protect);
  if (held) {
    throw new Error(
      `${held.name} (${held.type}) is protected and no longer in the program: put it back, or set its protect to false and deploy once before taking it out`,
    );
  }
  const doomed = deletionOrder([...undeclared, ...state.allCondemned()]);
  const ending = new Set(doomed.map(({ urn }) => urn));
  for (const record of doomed) {
    const withAnother = record.deletedWith !== undefined && ending.has(record.deletedWith);
    const kept = record.external || record.retainOnDelete || withAnother || goesOn(record, state);
    if (record.custom && !kept) await end(record, options);
    await state.forget(record);
    if (undeclared.includes(record)) options.onDeleted(record);
  }
};

/**
 * A replaced resource whose new life is the same thing: the policy of a queue, say, when only the port in the queue's
 * URL is another. Its end would take the new one along.
 */
const goesOn = (record: ResourceRecord, state: StackState): boolean => {
  const next = state.find(record.urn);
  return next?.life !== record.life && record.id !== undefined && path(next?.id ?? "") === path(record.id);
};

const path = (id: string): string => id.replace(/^http:\/\/127\.0\.0\.1:\d+/, "");

const end = async (record: ResourceRecord, { behaviour, settings }: DeletionOptions): Promise<void> => {
  const type = behaviour(record.type);
  const id = record.id ?? (await idOfPending(record, type, settings));
  if (id === undefined) return;
  try {
    await type.delete(id, record.outputs);
  } catch (error) {
    throw new Error(`deleting ${record.name} (${record.type}): ${error instanceof Error ? error.message : error}`);
  }
};

/**
 * Nobody knows the id of a creation that was cut short; doing it once more tells. Where it cannot be done any more
 * (its assets are not kept, what it refers to may be gone), there is nothing that could be deleted either.
 */
const idOfPending = async (
  record: ResourceRecord,
  type: ResourceType,
  settings: ProviderSettings,
): Promise<string | undefined> => {
  try {
    return (await type.create(record.inputs, resourceContext(record.urn, record.name, record.life, settings))).id;
  } catch {
    return undefined;
  }
};
