import { type Block, blocksOf, isObject, type State } from "./definition";

const TYPES = new Set(["Pass", "Succeed", "Fail", "Choice", "Wait", "Parallel", "Map", "Task"]);

/** Fields without which a state would do something else: variables, JSONata, the distributed Map, other accounts' roles. */
const REFUSED =
  /^(?:Assign|Arguments|Output|Items|ItemReader|ItemBatcher|ResultWriter|Credentials|Tolerated\w+|MaxConcurrencyPath)$/;

/** Fields that are passed over. */
const PASSED_OVER = /^Heartbeat/;

/** What a definition declares that no execution does here, each with its place. */
export const notExecuted = (definition: unknown, canRun: (resource: string) => boolean): string[] => {
  if (!isObject(definition) || !isObject(definition.States)) return [];
  if (definition.QueryLanguage === "JSONata") return ["QueryLanguage JSONata"];
  const found: string[] = [];
  // Each state is looked at as it came; those that run no block have none inside.
  for (const [{ States }, path] of blocksOf(definition as unknown as Block)) {
    for (const [name, state] of Object.entries(States)) {
      const passedOver = Object.keys(state).filter((field) => PASSED_OVER.test(field));
      for (const what of [...refusedOf(state, canRun), ...passedOver]) {
        found.push(`${what} of state ${[...path, name].join(".")}`);
      }
    }
  }
  return found;
};

/** What keeps a state from being run. */
export const refusedOf = (state: State, canRun: (resource: string) => boolean): string[] => {
  const found = Object.keys(state).filter((field) => REFUSED.test(field));
  if (state.QueryLanguage === "JSONata") found.push("QueryLanguage JSONata");
  if (!TYPES.has(state.Type)) found.push(`Type ${state.Type}`);
  if (state.Resource !== undefined && !canRun(state.Resource)) found.push(`Resource ${state.Resource}`);
  if (state.ItemProcessor?.ProcessorConfig?.Mode === "DISTRIBUTED") found.push("distributed mode");
  return found;
};
