import type { BodyCheck } from "../validation/compile-model";
import type { AuthorizerPlan } from "./authorizer-plan";
import type { IntegrationPlan } from "./integration-plan";

export type ParameterLocation = "header" | "path" | "querystring";

export interface ParameterPlan {
  readonly location: ParameterLocation;
  readonly name: string;
  readonly required: boolean;
}

export type Authorization =
  | { readonly type: "NONE" | "AWS_IAM" }
  | {
      readonly type: "CUSTOM" | "COGNITO_USER_POOLS";
      readonly authorizer: AuthorizerPlan;
      readonly scopes: readonly string[];
    };

/** One method of one resource, ready to serve. */
export interface MethodPlan {
  /** `GET`, or `ANY`. */
  readonly httpMethod: string;
  readonly resourcePath: string;
  readonly resourceId: string;
  readonly operationName: string | undefined;
  readonly apiKeyRequired: boolean;
  readonly authorization: Authorization;
  readonly parameters: readonly ParameterPlan[];
  readonly validatesBody: boolean;
  readonly validatesParameters: boolean;
  /** Body checks by content type. */
  readonly models: ReadonlyMap<string, BodyCheck>;
  /** Declared answers: status code to header names. */
  readonly responses: ReadonlyMap<string, readonly string[]>;
  readonly integration: IntegrationPlan | undefined;
}
