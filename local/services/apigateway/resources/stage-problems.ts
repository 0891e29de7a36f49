import type { Properties } from "../../../engine/resources/resource-type";
import { objectOf, textMap, textOf } from "../../../languages/json/json-object";

interface Problem {
  readonly property: string;
  readonly reason: string;
}

/** What AWS refuses of a stage, before anything is stored. */
export function* stageProblems(inputs: Properties): Generator<Problem> {
  yield* variableProblems("variables", inputs.variables);
  const canary = objectOf(inputs.canarySettings);
  yield* variableProblems("canarySettings.stageVariableOverrides", canary.stageVariableOverrides);
  const percent = Number(canary.percentTraffic ?? 0);
  if (percent < 0 || percent > 100) {
    yield { property: "canarySettings.percentTraffic", reason: "must be 0 to 100" };
  }
  const format = textOf(objectOf(inputs.accessLogSettings).format);
  // fidelity: docs: set-up-logging: either of the two ids must be in the format
  if (format && !/\$context\.(?:extendedR|r)equestId/.test(format)) {
    yield {
      property: "accessLogSettings.format",
      reason: "must have $context.requestId or $context.extendedRequestId",
    };
  }
}

// fidelity: docs: aws-api-gateway-stage-variables-reference
function* variableProblems(property: string, variables: unknown): Generator<Problem> {
  for (const [name, value] of textMap(variables)) {
    if (!/^\w+$/.test(name)) yield { property, reason: `${name}: names have letters, digits and underscores only` };
    else if (!/^[A-Za-z0-9\-._~:/?#&=,]*$/.test(value)) {
      yield { property, reason: `${name}: values have letters, digits and -._~:/?#&=, only` };
    }
  }
}
