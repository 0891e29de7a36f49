import { timeOf } from "../language/choice";
import { type Block, isObject, type Json, type State } from "../language/definition";
import { isIntrinsic } from "../language/intrinsics";
import { expressionOf, expressionProblem } from "../language/jsonata";
import { isPath } from "../language/paths";
import { isRecognized } from "../tasks/resources";
import { type MachineType, type Problem, schemaProblem } from "./problem";

interface Around {
  readonly machine: Block;
  readonly block: Block;
  readonly type: MachineType;
}

/** What AWS refuses of a state, in its own words; the grammar of the language is told after that. */
export function* stateProblems(state: State, path: string, around: Around): Generator<Problem> {
  if (!isObject(state)) return yield schemaProblem("A state must be an object", path);
  const { machine, type } = around;
  if (machine.QueryLanguage === "JSONata" && state.QueryLanguage === "JSONPath") {
    yield schemaProblem("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", path);
  }
  yield* targets(state, path, around.block);
  if (state.Type === "Task" && typeof state.Resource === "string") {
    yield* resourceProblems(state.Resource, type, `${path}/Resource`);
  }
  if (isObject(state.Credentials) && !("RoleArn" in state.Credentials) && !("RoleArn.$" in state.Credentials)) {
    yield schemaProblem("The field 'RoleArn' is required but was missing", `${path}/Credentials`);
  }
  const jsonata = (state.QueryLanguage ?? machine.QueryLanguage) === "JSONata";
  if (jsonata) return yield* expressions(state as unknown as Json, path);
  // fidelity: observed: localstack's tests on AWS
  if (typeof state.Timestamp === "string" && Number.isNaN(timeOf(state.Timestamp))) {
    yield schemaProblem("String does not match RFC3339 timestamp", `${path}/Timestamp`);
  }
  for (const field of ["Parameters", "ResultSelector", "ItemSelector", "Assign"] as const) {
    yield* templateProblems(state[field], `${path}/${field}`);
  }
}

function* targets(state: State, path: string, { States }: Block): Generator<Problem> {
  const named: [string, unknown][] = [
    ["Next", state.Next],
    ["Default", state.Default],
  ];
  for (const field of ["Choices", "Catch"] as const) {
    const rules: readonly unknown[] = Array.isArray(state[field]) ? state[field] : [];
    for (const [index, rule] of rules.entries()) {
      if (isObject(rule)) named.push([`${field}[${index}]/Next`, rule.Next]);
    }
  }
  for (const [field, target] of named) {
    if (typeof target !== "string" || Object.hasOwn(States, target)) continue;
    const message = `Missing '${field.split("/").pop()}' target: ${target}`;
    yield { code: "MISSING_TRANSITION_TARGET", message, location: `${path}/${field}` };
  }
}

// fidelity: observed: localstack's tests on AWS: the words, with a blank too many in one of them
function* resourceProblems(resource: string, type: MachineType, path: string): Generator<Problem> {
  if (!isRecognized(resource)) {
    yield schemaProblem(
      `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
      path,
    );
  }
  if (type === "STANDARD") return;
  const says = (what: string): Problem => schemaProblem(`Express state machine does not support ${what}`, path);
  if (/:activity:/.test(resource)) yield says("Activity ARN");
  if (/\.waitForTaskToken$/.test(resource)) yield says("'.waitForTaskToken' service integration ");
  if (/\.sync(?::2)?$/.test(resource)) yield says("'.sync' service integration");
}

function* templateProblems(template: unknown, path: string): Generator<Problem> {
  if (Array.isArray(template)) {
    for (const item of template) yield* templateProblems(item, path);
  } else if (isObject(template)) {
    for (const [name, value] of Object.entries(template)) {
      if (!name.endsWith(".$")) yield* templateProblems(value, path);
      else if (typeof value !== "string" || !(value.startsWith("$") ? isPath(value) : isIntrinsic(value))) {
        yield schemaProblem(
          `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`,
          path,
        );
      }
    }
  }
}

/** Expressions of a state; those of the blocks inside it are told with their own states. */
function* expressions(value: Json | undefined, path: string): Generator<Problem> {
  if (typeof value === "string") {
    const expression = expressionOf(value);
    const problem = expression === undefined ? undefined : expressionProblem(expression);
    if (problem !== undefined)
      yield schemaProblem(`The JSONata expression '${expression}' is invalid: ${problem}`, path);
  } else if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) yield* expressions(item, path);
  } else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) if (name !== "States") yield* expressions(member, path);
  }
}
