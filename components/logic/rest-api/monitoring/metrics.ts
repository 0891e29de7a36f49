import type { Line } from "../../../core/widget";
import type { RestApiNodes } from "../children";
import type { RestApiPlan } from "../plan";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html (read 2026-11) */
export const NAMESPACE = "AWS/ApiGateway";

/** Of all methods of the stage. */
export const stageDimensions = ({ stage }: RestApiPlan, { api }: Pick<RestApiNodes, "api">): Line["dimensions"] => ({
  ApiName: api.name,
  Stage: stage,
});
