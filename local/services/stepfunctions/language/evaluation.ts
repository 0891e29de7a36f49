import type { Json, JsonObject, Numeric, QueryLanguage } from "./definition";
import { type Bindings, evaluateAs, evaluateTemplate } from "./jsonata";
import { type Data, requirePath } from "./paths";
import { fillTemplate } from "./payload-template";

/** The data of a state, in the query language that it speaks. */
export interface Scope {
  readonly language: QueryLanguage;
  readonly data: Data;
  /** What `$states` has besides input and context. */
  readonly more?: { readonly result?: Json; readonly errorOutput?: Json };
}

export const bindingsOf = ({ data, more = {} }: Scope): Bindings => ({
  states: { input: data.input, context: data.context, ...more },
  variables: data.variables,
});

/** A template: Parameters or Arguments, Assign, ItemSelector. */
export const fill = async (field: string, template: Json, scope: Scope): Promise<Json> =>
  scope.language === "JSONata"
    ? evaluateTemplate(field, template, bindingsOf(scope))
    : fillTemplate(template, scope.data);

/** Parameters of a JSONPath state, Arguments of a JSONata state; its input where it has none. */
export const argumentsOf = async (
  { Parameters, Arguments }: { readonly Parameters?: Json; readonly Arguments?: Json },
  scope: Scope,
): Promise<Json> => {
  const template = scope.language === "JSONata" ? Arguments : Parameters;
  const field = scope.language === "JSONata" ? "Arguments" : "Parameters";
  return template === undefined ? scope.data.input : fill(field, template, scope);
};

export const assignedBy = async (Assign: JsonObject | undefined, scope: Scope): Promise<JsonObject> =>
  Assign === undefined ? {} : ((await fill("Assign", Assign, scope)) as JsonObject);

/** A number that stands there, that a path leads to or that an expression gives. `undefined`: there is none of them. */
export const numberOf = async (
  field: string,
  value: Numeric | undefined,
  path: string | undefined,
  scope: Scope,
): Promise<Json | undefined> => {
  if (path !== undefined) return requirePath(path, scope.data);
  if (value === undefined || scope.language !== "JSONata") return value;
  return evaluateAs("number", field, value, bindingsOf(scope));
};
