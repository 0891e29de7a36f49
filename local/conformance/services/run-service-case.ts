import type { CaseResult } from "../run-case";
import type { Account } from "./account";
import type { DeclaredCase } from "./declared-case";
import { NotRunnable } from "./not-runnable";
import type { Recorder } from "./recorder";
import { runDeclared } from "./run-declared";
import { runSteps, type StepsCase } from "./run-steps";

/** A case of a service's API, in either format. */
export type ServiceCase = (DeclaredCase | (StepsCase & { readonly kind?: string })) & {
  readonly id: string;
  readonly title: string;
  readonly doubtful?: string;
  /** Waits for half a minute, or moves 20 MB. */
  readonly slow?: boolean;
};

const DECLARED = new Set(["pattern", "delivery", "filter", "execution", "calls"]);

/** Runs one case in an account, and tells the first difference, or why it cannot be run. */
export const runServiceCase = async (item: ServiceCase, account: Account, recorder: Recorder): Promise<CaseResult> => {
  const { id, title } = item;
  const told = { id, title, doubtful: item.doubtful !== undefined };
  const absence = account.absence(item.service);
  if (absence) return { ...told, notRun: absence };
  try {
    const failure = await (DECLARED.has(item.kind ?? "")
      ? runDeclared(item as DeclaredCase, account, recorder)
      : runSteps(item as StepsCase, account, recorder));
    return failure === undefined ? told : { ...told, failure };
  } catch (error) {
    if (error instanceof NotRunnable) return { ...told, notRun: error.message };
    return { ...told, failure: `error: ${error instanceof Error ? error.stack : String(error)}` };
  }
};

/** Cases at a time: each makes what it needs under names of its own, and most wait. */
const AT_A_TIME = 8;

/** Runs cases side by side; those of rules one by one, since a rule sees all events of its bus. */
export const runServiceCases = async (
  cases: readonly ServiceCase[],
  account: Account,
  recorder: Recorder,
): Promise<readonly CaseResult[]> => {
  const results: CaseResult[] = [];
  const waiting = [...cases.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      results[next[0]] = await runServiceCase(next[1], account, recorder);
    }
  };
  const alone = cases.some(({ service }) => service === "events");
  await Promise.all(Array.from({ length: alone ? 1 : AT_A_TIME }, work));
  return results;
};
