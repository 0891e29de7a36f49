import { isObject } from "../../languages/json/json-object";

/** What a selection expression may look at. */
export interface Selected {
  /** Values that begin with `request.body.`, as JSON; undefined for a message that is none. */
  readonly body?: unknown;
  /** Others by their whole names: `integration.response.statuscode`, `context.stage`. */
  readonly values?: Readonly<Record<string, string | undefined>>;
}

/** `$request.body.action`, `${request.body.a}-${request.body.b}`, a text, or `\$default` for that very text. */
// fidelity: docs: "WebSocket API selection expressions", "Working with routes for WebSocket APIs"
export const evaluate = (expression: string, selected: Selected): string => {
  if (expression.startsWith("\\$")) return expression.slice(1);
  const whole = /^\$([\w-]+(?:\.[\w-]+)+)$/.exec(expression)?.[1];
  if (whole) return found(whole, selected);
  return expression.replace(/\$\{([^}]*)\}/g, (_, name: string) => found(name, selected));
};

const found = (name: string, { body, values = {} }: Selected): string => {
  if (!name.startsWith("request.body.")) return values[name] ?? "";
  const value = name
    .slice("request.body.".length)
    .split(".")
    .reduce<unknown>((value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), body);
  return value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
};
