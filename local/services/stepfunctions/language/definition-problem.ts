import { isObject } from "./definition";

/** What keeps a text from being the definition of a machine; AWS refuses it too. */
// fidelity: docs: States language specification; observed: localstack's tests on AWS: SCHEMA_VALIDATION_FAILED
export const definitionProblem = (text: string): string | undefined => {
  let definition: unknown;
  try {
    definition = JSON.parse(text);
  } catch {
    return "INVALID_JSON_DESCRIPTION: the definition is no JSON";
  }
  const [problem] = problemsOf(definition, "");
  return problem && `SCHEMA_VALIDATION_FAILED: ${problem}`;
};

function* problemsOf(block: unknown, path: string): Generator<string> {
  if (!isObject(block)) return yield `an object is needed at ${path || "/"}`;
  const missing = ["StartAt", "States"].filter((field) => block[field] === undefined);
  if (missing.length > 0) return yield `These fields are required: [${missing.join(", ")}] at ${path || "/"}`;
  const { StartAt, States } = block;
  if (!isObject(States)) return yield `States must be an object at ${path}/States`;
  const names = new Set(Object.keys(States));
  if (typeof StartAt !== "string" || !names.has(StartAt)) yield `StartAt names no state at ${path}/StartAt`;
  for (const [name, state] of Object.entries(States)) yield* ofState(state, `${path}/States/${name}`, names);
}

function* ofState(state: unknown, path: string, names: ReadonlySet<string>): Generator<string> {
  if (!isObject(state)) return yield `an object is needed at ${path}`;
  const { Type, Next, End, Branches, Default, Choices, Catch } = state;
  if (typeof Type !== "string") return yield `These fields are required: [Type] at ${path}`;
  const inner = [Choices, Catch].flatMap((list) => (Array.isArray(list) ? list : []));
  for (const target of [Next, Default, ...inner.map((each: unknown) => (isObject(each) ? each.Next : null))]) {
    if (target !== undefined && (typeof target !== "string" || !names.has(target))) {
      yield `${String(target)} is no state, but the Next or Default of one, at ${path}`;
    }
  }
  const goesOn = !["Choice", "Succeed", "Fail"].includes(Type);
  if (goesOn && Next === undefined && End !== true) yield `These fields are required: [Next] or [End] at ${path}`;
  const blocks = [...(Array.isArray(Branches) ? Branches : []), state.ItemProcessor, state.Iterator];
  for (const block of blocks) if (block !== undefined) yield* problemsOf(block, path);
}
