import { ExpressionError } from "../../../languages/expression-error";
import type { Value } from "../../../languages/java/value";
import { ContextObject } from "./objects/context-object";
import { toJava } from "./objects/convert";
import { InputObject, type Params } from "./objects/input-object";
import { type Overrides, readOverrides } from "./objects/overrides";
import { UtilObject } from "./objects/util-object";
import { renderBlock } from "./render-block";
import { Stopped } from "./stopped";
import { compile, type Template } from "./template";
import { Frame } from "./values/frame";

/** What a mapping template can see. */
export interface MappingInputs {
  readonly input: {
    /** The request body for a request template, the integration's response body for a response template; `""` when absent. */
    readonly body: string;
    /** Names exactly as sent; a repeated one has its last value. */
    readonly params: Params;
  };
  /**
   * `$context`. For a response template, spread the `context` of the request template's rendering over it,
   * so that it sees the overrides made there.
   */
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

export interface Rendered {
  readonly text: string;
  /** All overrides in force: those of the given context and those that this template made. */
  readonly overrides: Overrides;
}

const UTIL = new UtilObject();

/**
 * Renders a mapping template. Bounded in steps, loops, output and time of patterns.
 *
 * @throws ExpressionError for a template that AWS answers with 500, and for one beyond the bounds
 */
export function renderMapping(template: Template | string, inputs: MappingInputs): Rendered {
  const { block } = typeof template === "string" ? compile(template) : template;
  const context = new ContextObject(inputs.context);
  const frame = new Frame((name) => builtin(name, inputs, context));
  try {
    renderBlock(block, frame);
  } catch (error) {
    if (!(error instanceof Stopped)) throw asTemplateError(error);
  }
  return { text: frame.output, overrides: readOverrides(context, frame) };
}

function builtin(name: string, { input, stageVariables }: MappingInputs, context: ContextObject): Value | undefined {
  switch (name) {
    case "input":
      return new InputObject(input.body, input.params);
    case "util":
      return UTIL;
    case "context":
      return context;
    case "stageVariables":
      return toJava(stageVariables);
    default:
      return undefined;
  }
}

/** Deep recursion within the bounds can still exhaust the stack where the gateway itself stands deep. */
function asTemplateError(error: unknown): unknown {
  return error instanceof RangeError
    ? new ExpressionError(`the template is too deeply nested: ${error.message}`)
    : error;
}
