import * as pulumi from "@pulumi/pulumi";
import { TOKEN_ALGORITHMS, type TokenAlgorithm } from "../../contracts/tokens";
import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import {
  component,
  duration,
  either,
  input,
  list,
  object,
  oneOf,
  record,
  type Shape,
  several,
  text,
} from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import type { Retention } from "../../core/args/retention";
import { transformShape } from "../../core/component/children";
import { functionChildren } from "../../logic/function/children";
import type { RouteKey } from "../../logic/rest-api/route-key";
import { Network } from "../../network/network";
import { type TokenAuthorizerTransform, tokenAuthorizerChildren } from "./children";

/** `iss` of tokens, to the letter, with a slash at its end where they have one; or that and where the keys are. */
export type Issuer = pulumi.Input<string> | { readonly url: pulumi.Input<string>; readonly keys: pulumi.Input<string> };

type Several<T> = T | readonly T[];

const isAddress = (value: unknown) => typeof value === "string" || pulumi.Output.isInstance(value);

const isTexts = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === "string");

export interface TokenAuthorizerArgs {
  /**
   * Whose tokens count: an https address. Its keys are where its discovery document says
   * (`<issuer>/.well-known/openid-configuration`), unless `keys` names a JWKS. On a laptop http://localhost will do.
   */
  readonly issuer: Several<Issuer>;
  /** What the API is called at the issuer; a token has to be for one of them (`aud`). */
  readonly audience: Several<pulumi.Input<string>>;
  /** By which tokens may be signed; of public keys alone. @default ["RS256", "PS256", "ES256", "EdDSA"] */
  readonly algorithms?: readonly TokenAlgorithm[];
  /** By how much the clock of the issuer may be wrong; 5 minutes at most. @default "30 seconds" */
  readonly skew?: Duration;
  /**
   * Routes that are open to a scope, `{ "shop/book": ["POST /tickets"] }`. Where scopes, roles or `everyone` name routes,
   * each route of the API has to be named by one of them. A caller who has none gets 403.
   *
   * @default {}
   */
  readonly scopes?: Readonly<Record<string, readonly RouteKey[]>>;
  /**
   * The roles that there are, which `groups` of routes may ask for; or routes that are open to a role, as of scopes. 1 to
   * 128 letters, digits and . _ - characters.
   *
   * @default {}
   */
  readonly roles?: readonly string[] | Readonly<Record<string, readonly RouteKey[]>>;
  /** Routes that are open to every good token, where scopes or roles name others. @default [] */
  readonly everyone?: readonly RouteKey[];
  /** The claim that lists the roles: its name, or the way to it (`"realm_access.roles"`). @default "roles" */
  readonly roleClaim?: string;
  /**
   * How long the gateway keeps what it was told of a token, 1 second to 1 hour, or `"none"`. Not beyond the end of the token
   * where functions behind the route look at it, by `rest` or `callerOf`; for all other routes it keeps nothing.
   *
   * @default "5 minutes"
   */
  readonly cache?: Duration | "none";
  /** Where the function runs, for an issuer inside it; the network needs a way out to any other. @default none */
  readonly network?: Network;
  /** How long log lines are kept. @default "30 days" */
  readonly retention?: Retention;
  /** Alarms when keys of an issuer cannot be read, and when the function is throttled. @default {} (no topic) */
  readonly alarms?: Partial<AlarmSettings> | false;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: TokenAuthorizerTransform;
}

const routes = list(text("a route"), 'a list of routes, ["POST /tickets"]');

/** A program without types may leave one out. */
const issuer = either(
  isAddress,
  object<Exclude<Issuer, pulumi.Input<string>>>(
    { url: input(text("the address of an issuer")), keys: input(text("the address of its keys")) },
    "the address of an issuer",
  ),
);

export const tokenAuthorizerShape: Shape<TokenAuthorizerArgs> = {
  issuer: several(issuer, "a list of issuers"),
  audience: several(input(text("what the issuer calls the API")), "a list of audiences"),
  algorithms: list(oneOf(...TOKEN_ALGORITHMS), 'a list of algorithms, ["RS256"]').optional(),
  skew: duration.optional(),
  scopes: record(routes, 'routes by scope, { "shop/book": ["POST /tickets"] }').optional(),
  roles: either(
    isTexts,
    record(routes, 'a list of roles, ["organisers"], or routes by role, { organisers: ["POST /shows"] }'),
  ).optional(),
  everyone: routes.optional(),
  roleClaim: text("the name of a claim").optional(),
  cache: duration.optional(),
  network: component(() => Network, "a Network").optional(),
  retention: duration.optional(),
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  transform: transformShape(tokenAuthorizerChildren, { function: transformShape(functionChildren) }),
};

export const tokenAuthorizerArgs = object(tokenAuthorizerShape);
