import type { Line, Widget } from "../../core/widget";
import type { WebSocketApiNodes } from "./children";
import type { WebSocketApi } from "./websocket-api";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html (read 2026-11) */
export const NAMESPACE = "AWS/ApiGateway";

export const stageDimensions = ({ api, stage }: Pick<WebSocketApiNodes, "api" | "stage">): Line["dimensions"] => ({
  ApiId: api.id,
  Stage: stage.name,
});

export const webSocketApiWidgets = ({ plan, nodes }: WebSocketApi): Widget[] => {
  const dimensions = stageDimensions(nodes);
  const section = `WebSocket API ${plan.name}`;
  const line = (label: string, metric: string, statistic: Line["statistic"]): Line => ({
    label,
    namespace: NAMESPACE,
    metric,
    dimensions,
    statistic,
  });
  return [
    {
      section,
      title: "Connections and messages",
      lines: [line("connections", "ConnectCount", "Sum"), line("messages", "MessageCount", "Sum")],
    },
    {
      section,
      title: "Refused and failed",
      lines: [
        line("refused", "ClientError", "Sum"),
        line("functions", "IntegrationError", "Sum"),
        line("gateway", "ExecutionError", "Sum"),
      ],
    },
    { section, title: "Behind the gateway, p95, ms", lines: [line("functions", "IntegrationLatency", "p95")] },
  ];
};
