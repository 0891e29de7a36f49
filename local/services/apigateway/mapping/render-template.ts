import type { Exchange } from "../exchange/exchange";
import { internalError } from "../failures/failure";
import { renderMapping } from "../vtl/render-mapping";

/** Renders a mapping template; what it overrides stays with the exchange. */
export const renderTemplate = (template: string, body: string, exchange: Exchange): string => {
  try {
    const { text, overrides } = renderMapping(template, {
      input: {
        body,
        params: {
          path: exchange.pathParameters,
          querystring: exchange.query.single,
          header: exchange.headerValues,
        },
      },
      context: { ...exchange.context, ...exchange.overrides?.context },
      stageVariables: exchange.stageVariables,
    });
    exchange.overrides = overrides;
    return text;
  } catch (error) {
    throw internalError(`Execution failed due to configuration error: ${(error as Error).message}`);
  }
};
