import type { Pattern } from "../../../languages/patterns/compile-pattern";
export type IntegrationType = "AWS" | "AWS_PROXY" | "HTTP" | "HTTP_PROXY" | "MOCK";
export type ContentHandling = "CONVERT_TO_TEXT" | "CONVERT_TO_BINARY";
export type PassthroughBehavior = "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER";

/** `x-amazon-apigateway-integration` with everything filled in that AWS fills in. */
export interface IntegrationPlan {
  readonly type: IntegrationType;
  /** Absent for mocks. `ANY`: the client's. */
  readonly httpMethod: string | undefined;
  readonly uri: string | undefined;
  readonly credentials: string | undefined;
  readonly passthroughBehavior: PassthroughBehavior;
  readonly contentHandling: ContentHandling | undefined;
  readonly timeoutInMillis: number;
  /** Whether the answer is handed on while it comes. */
  readonly streams: boolean;
  readonly connectionType: "INTERNET" | "VPC_LINK";
  readonly connectionId: string | undefined;
  /** `integration.request.header.X` to `method.request.header.Y`. */
  readonly requestParameters: ReadonlyMap<string, string>;
  readonly requestTemplates: ReadonlyMap<string, string>;
  readonly cacheKeyParameters: readonly string[];
  readonly cacheNamespace: string | undefined;
  readonly insecureSkipVerification: boolean;
  readonly responses: readonly IntegrationResponsePlan[];
}

export interface IntegrationResponsePlan {
  readonly statusCode: number;
  /** Absent: the default. */
  readonly selectionPattern: string | undefined;
  readonly selects: Pattern | undefined;
  /** `method.response.header.X` to `integration.response.header.Y`. */
  readonly responseParameters: ReadonlyMap<string, string>;
  readonly responseTemplates: ReadonlyMap<string, string>;
  readonly contentHandling: ContentHandling | undefined;
}
