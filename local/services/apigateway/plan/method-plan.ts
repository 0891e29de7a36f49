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

export interface RequestValidatorPlan {
  readonly name: string;
  readonly validatesBody: boolean;
  readonly validatesParameters: boolean;
}

export interface RequestModel {
  readonly name: string;
  readonly check: BodyCheck;
}

/** A declared answer. */
export interface MethodResponsePlan {
  readonly headers: readonly string[];
  /** Content type to model name. */
  readonly models: ReadonlyMap<string, string>;
}

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
  readonly validator: RequestValidatorPlan | undefined;
  /** Body checks by content type. */
  readonly models: ReadonlyMap<string, RequestModel>;
  readonly responses: ReadonlyMap<string, MethodResponsePlan>;
  readonly integration: IntegrationPlan | undefined;
}
