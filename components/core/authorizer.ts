import type * as pulumi from "@pulumi/pulumi";
import type { InvokedFunction, RouteContext } from "./target";

/** Who may call a route, by something that looks at each request. The API code knows no kind of authorizer. */
export interface Authorizer {
  /** 1 to 128 letters, digits, hyphens and underscores; what the API calls it, and reports do. */
  readonly name: string;
  /** Plain data in which two authorizers of one name have to agree: an API has one scheme of a name. */
  readonly settings: unknown;
  /** Scopes of which a token has to have one; they are the route's own, and no part of the scheme. @default [] */
  readonly scopes?: readonly string[];
  /** Its security scheme in the OpenAPI document, with the extensions of API Gateway. */
  scheme(place: Pick<RouteContext, "region" | "partition">): pulumi.Output<SecurityScheme>;
  /** The function that the gateway has to be permitted to ask. */
  readonly invokes?: InvokedFunction | undefined;
  /** What the gateway does not check: functions hold their callers against it, by `runtime/caller`. */
  readonly callers?: Callers | undefined;
  /**
   * The same, asked for each request. Stands in for it on routes behind which nothing looks whether a token has ended:
   * what the gateway keeps of a caller would let it in beyond that.
   */
  readonly uncached?: Authorizer | undefined;
  /** Where it tells routes apart: those that it opens, by what opens them. Absent: whom it lets in may call all. */
  readonly opens?: readonly Opening[] | undefined;
}

/** Routes that a caller may call who has something. */
export interface Opening {
  /** In words: `scope shop/book`. */
  readonly by: string;
  /** `"POST /tickets"` */
  readonly routes: readonly string[];
}

export type Callers = UserCallers | TokenCallers;

interface Grouped {
  /** All that a user may be in. */
  readonly groups: readonly string[];
}

/** By tokens of a user pool. */
export interface UserCallers extends Grouped {
  readonly token: "id" | "access";
  /** Ids of the app clients whose tokens count. */
  readonly clients: readonly pulumi.Input<string>[];
  /** Whether the gateway would let in tokens of others. */
  readonly narrowed: boolean;
}

/** By tokens that a function has verified. */
export interface TokenCallers extends Grouped {
  /** For how long a token counts that has ended, since clocks differ. */
  readonly skewSeconds: number;
}

export type SecurityScheme = Readonly<Record<string, unknown>>;

export const isAuthorizer = (value: unknown): value is Authorizer =>
  typeof value === "object" &&
  value !== null &&
  "scheme" in value &&
  typeof value.scheme === "function" &&
  "name" in value &&
  typeof value.name === "string";
