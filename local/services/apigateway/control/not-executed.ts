import { parseAwsUri } from "../integrations/uri";
import type { ApiPlan } from "../plan/api-plan";
import type { IntegrationPlan } from "../plan/integration-plan";
import type { VpcLinkRecord } from "./records";

/** What a document may count on. */
export interface AtHand {
  hasService(name: string): boolean;
  vpcLink(id: string): VpcLinkRecord | undefined;
}

/** One line for each thing that a deployed document declares and that cannot be served here, with its method. */
export function* notExecuted(plan: ApiPlan, atHand: AtHand): Generator<string> {
  for (const { httpMethod, resourcePath, integration, authorization } of plan.methods) {
    const at = `${httpMethod} ${resourcePath}`;
    if (authorization.type === "COGNITO_USER_POOLS" && !atHand.hasService("cognito-idp")) {
      yield `${at}: the local cloud has no user pools; the authorizer ${authorization.authorizer.name} refuses every token`;
    }
    if (integration) for (const line of ofIntegration(integration, atHand)) yield `${at}: ${line}`;
  }
}

function* ofIntegration(integration: IntegrationPlan, { hasService, vpcLink }: AtHand): Generator<string> {
  if (integration.connectionType === "VPC_LINK") {
    const { connectionId = "", uri } = integration;
    const link = vpcLink(connectionId);
    const described = link ? `${link.name} to ${link.targetArn}` : connectionId;
    yield `the VPC link ${described} is recorded only: requests go from this machine to ${uri}`;
  }
  const service = integration.type.startsWith("AWS") ? parseAwsUri(integration.uri ?? "")?.service : undefined;
  // A service behind a stage variable is only known with a stage.
  if (service && !service.includes("${") && service !== "lambda" && !hasService(service)) {
    yield `the local cloud has no ${service}; the method answers 500`;
  }
  if (integration.streams && integration.type === "HTTP_PROXY") {
    yield "http_proxy hands the answer of its endpoint on as a whole, also with the response transfer mode STREAM";
  }
  if (integration.type === "AWS_PROXY" && service === "firehose") {
    yield "aws_proxy towards Firehose is not emulated; the method answers 500";
  }
}
