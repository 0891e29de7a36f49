import type { Pattern } from "../../../languages/patterns/compile-pattern";
/** An authorizer of the API, `x-amazon-apigateway-authorizer` of a security scheme. */
export interface AuthorizerPlan {
  readonly name: string;
  readonly type: "TOKEN" | "REQUEST" | "COGNITO_USER_POOLS";
  /** `arn:aws:apigateway:…:lambda:path/…/invocations`; may hold stage variables. */
  readonly uri: string | undefined;
  readonly credentials: string | undefined;
  /** `method.request.header.Authorization`, and more for a REQUEST authorizer. */
  readonly identitySources: readonly string[];
  /** As declared, and compiled: a token, or the audience of a user pool's, has to fit it. */
  readonly identityValidationExpression: string | undefined;
  readonly validates: Pattern | undefined;
  /** Seconds a policy is kept; 0: not at all. */
  readonly ttl: number;
  readonly ttlDeclared: boolean;
  /** `x-amazon-apigateway-authtype`: a name for people. */
  readonly authType: string | undefined;
  readonly providerArns: readonly string[];
}
