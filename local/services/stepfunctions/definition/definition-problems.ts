import { type Block, blocksOf, isObject } from "../language/definition";
import { grammarProblems } from "./grammar";
import { type MachineType, type Problem, schemaProblem, shownProblem } from "./problem";
import { stateProblems } from "./state-problems";

/** fidelity: docs: Step Functions quotas: 1 MB */
const MAX_BYTES = 1_048_576;

/** Why AWS refuses a definition. None: it takes it. */
// fidelity: docs: States language specification; observed: localstack's tests on AWS
export const definitionProblems = (definition: string, type: MachineType): readonly Problem[] => {
  const key = `${type} ${definition}`;
  const found = known.get(key) ?? problemsOf(definition, type);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, found);
  return found;
};

/** The grammar takes a tenth of a second, and the same definition is looked at on each preview and deployment. */
const known = new Map<string, readonly Problem[]>();
const MAX_KNOWN = 200;

const problemsOf = (definition: string, type: MachineType): readonly Problem[] => {
  if (definition.trim() === "") return [{ code: "SCHEMA_VALIDATION_FAILED", message: NO_OBJECT }];
  if (Buffer.byteLength(definition) > MAX_BYTES) return [schemaProblem("The definition is larger than 1 MB", "/")];
  let parsed: unknown;
  try {
    parsed = JSON.parse(definition);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ code: "INVALID_JSON_DESCRIPTION", message }];
  }
  if (!isObject(parsed)) return [{ code: "SCHEMA_VALIDATION_FAILED", message: NO_OBJECT }];
  const own = [...ownProblems(parsed as unknown as Block, type)];
  return own.length > 0 ? own : grammarProblems(parsed);
};

const NO_OBJECT = "Definition must be a valid JSON object";

/** The first of them, in words. */
export const definitionProblem = (definition: string, type: MachineType): string | undefined => {
  const [first] = definitionProblems(definition, type);
  return first && shownProblem(first);
};

function* ownProblems(machine: Block, type: MachineType): Generator<Problem> {
  for (const [block, path] of blocksOf(machine)) {
    const missing = (["States", "StartAt"] as const).filter((field) => block[field] === undefined);
    if (missing.length > 0) {
      yield schemaProblem(`These fields are required: [${missing.join(", ")}]`, path || "/");
      continue;
    }
    if (!isObject(block.States)) {
      yield schemaProblem("The field 'States' must be an object", `${path}/States`);
      continue;
    }
    if (typeof block.StartAt !== "string" || !(block.StartAt in block.States)) {
      yield {
        code: "MISSING_TRANSITION_TARGET",
        message: `Missing 'StartAt' target: ${String(block.StartAt)}`,
        location: `${path}/StartAt`,
      };
    }
    for (const [name, state] of Object.entries(block.States)) {
      yield* stateProblems(state, `${path}/States/${name}`, { machine, block, type });
    }
  }
}
