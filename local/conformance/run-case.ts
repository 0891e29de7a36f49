import { ImportError } from "../services/apigateway/document/import-error";
import type { Case } from "./case-file";
import { checkImportError, checkImported, checkStage } from "./check-import";
import { checkStep } from "./check-step";
import type { Target } from "./target";

export interface CaseResult {
  readonly id: string;
  readonly title: string;
  /** The first difference; absent: passed. */
  readonly failure?: string;
  /** Why it could not be run. */
  readonly notRun?: string;
  readonly doubtful: boolean;
}

/** Deploys a case on a target, sends its requests, and tells the first difference. */
export const runCase = async (item: Case, deploy: (item: Case) => Promise<Target>): Promise<CaseResult> => {
  const failure = await firstDifference(item, deploy).catch((error: Error) => `error: ${error.stack ?? error.message}`);
  return { id: item.id, title: item.title, doubtful: item.doubtful !== undefined, ...(failure ? { failure } : {}) };
};

const firstDifference = async (item: Case, deploy: (item: Case) => Promise<Target>): Promise<string | undefined> => {
  let target: Target;
  try {
    target = await deploy(item);
  } catch (error) {
    if (error instanceof ImportError) return checkImportError(item, error);
    throw error;
  }
  try {
    if (item.expectImport?.error) return "the import should be refused, and was accepted";
    const imported = checkImported(item, target) ?? checkStage(item, target);
    if (imported) return imported;
    for (const [index, step] of item.steps.entries()) {
      const found = await checkStep(item, step, target);
      if (found) return `step ${index + 1}: ${found}`;
    }
    return undefined;
  } finally {
    await target.close();
  }
};
