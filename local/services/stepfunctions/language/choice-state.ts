import { holds } from "./choice";
import type { Json, JsonObject, State } from "./definition";
import { bindingsOf, type Scope } from "./evaluation";
import { evaluateAs } from "./jsonata";
import { Unplaced } from "./states-error";

export interface Choice {
  /** Whose Assign and Output count. */
  readonly rule: { readonly Assign?: JsonObject; readonly Output?: Json };
  readonly next: string | undefined;
}

/** The first rule that holds, or else the default. */
export const chosen = async (name: string, state: State, scope: Scope): Promise<Choice> => {
  for (const [index, rule] of (state.Choices ?? []).entries()) {
    const fits =
      scope.language === "JSONata"
        ? await evaluateAs("boolean", `Choices[${index}]/Condition`, rule.Condition ?? null, bindingsOf(scope))
        : holds(rule, scope.data);
    if (fits === true) return { rule: rule as Choice["rule"], next: String(rule.Next) };
  }
  if (state.Default !== undefined) return { rule: state, next: state.Default };
  throw new Unplaced("States.NoChoiceMatched", `No choice rule of ${name} holds, and it has no Default`);
};
