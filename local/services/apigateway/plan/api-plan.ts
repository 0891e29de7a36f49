import type { PolicyDocument } from "../../../access/access";
import type { AuthorizerPlan } from "./authorizer-plan";
import type { GatewayResponseOverrides } from "./gateway-responses";
import type { MethodPlan, RequestValidatorPlan } from "./method-plan";

/** A REST API as its document describes it: read once, then only looked up. */
export interface ApiPlan {
  readonly name: string;
  readonly version: string;
  readonly description: string | undefined;
  /** Every resource path with those in between, `/` first, and the id of each. */
  readonly resources: ReadonlyMap<string, string>;
  readonly methods: readonly MethodPlan[];
  readonly authorizers: ReadonlyMap<string, AuthorizerPlan>;
  /** Name to JSON schema. */
  readonly models: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly requestValidators: ReadonlyMap<string, RequestValidatorPlan>;
  readonly gatewayResponses: GatewayResponseOverrides;
  readonly binaryMediaTypes: readonly string[];
  /** Bytes from which an answer is compressed; absent: never. */
  readonly minimumCompressionSize: number | undefined;
  readonly apiKeySource: "HEADER" | "AUTHORIZER";
  readonly endpointType: "EDGE" | "REGIONAL" | "PRIVATE";
  /** Interface endpoints that a private API has names for. */
  readonly vpcEndpointIds: readonly string[];
  /** Answer for custom domains alone. */
  readonly disableExecuteApiEndpoint: boolean;
  readonly policy: PolicyDocument | undefined;
  /** What AWS says that it does not take from the document. */
  readonly warnings: readonly string[];
  /** What the local cloud says besides. */
  readonly notices: readonly string[];
}
