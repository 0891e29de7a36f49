import { type MappingInputs, renderMapping } from "../../../../../local/services/apigateway/vtl/render-mapping";

const EMPTY = { path: {}, querystring: {}, header: {} };

interface Given {
  readonly body?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly context?: MappingInputs["context"];
  readonly stageVariables?: Readonly<Record<string, string>>;
  readonly params?: Partial<MappingInputs["input"]["params"]>;
}

/** Renders with variables set as the case files say: parsed from JSON, each on a line of its own. */
export function render(template: string, given: Given = {}): string {
  const { variables = {}, body = "", context = {}, stageVariables = {}, params = {} } = given;
  const sets = Object.keys(variables).map((name) => `#set($${name} = $vars.${name})\n`);
  const prologue = sets.length === 0 ? "" : `#set($vars = $util.parseJson($stageVariables.raw))\n${sets.join("")}`;
  return renderMapping(prologue + template, {
    input: { body, params: { ...EMPTY, ...params } },
    context,
    stageVariables: sets.length === 0 ? stageVariables : { ...stageVariables, raw: JSON.stringify(variables) },
  }).text;
}
