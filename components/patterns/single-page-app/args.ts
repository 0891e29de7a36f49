import { either, object, type Shape } from "../../core/args/args-shape";
import { type Authorizer, isAuthorizer } from "../../core/authorizer";
import { LambdaFunction } from "../../logic/function/lambda-function";
import { type RestApiAlarms, type RestApiArgs, restApiShape } from "../../logic/rest-api/args";
import type { SiteSecret } from "../../logic/rest-api/sites-only";
import { type PatternDashboard, patternDashboardShape } from "../../operations/dashboard/args";
import { type StaticSiteArgs, staticSiteShape } from "../../presentation/static-site/args";
import { type TokenAuthorizerArgs, tokenAuthorizerShape } from "../../presentation/token-authorizer/args";

export interface SinglePageAppArgs extends Omit<RestApiArgs, "sitesOnly"> {
  /** The app: its built folder, and how it is served. Where its API is, `apiUrl`, is in its `/config.json`. */
  readonly site: Omit<StaticSiteArgs, "api">;
  /**
   * Whose tokens open the routes that do not say otherwise: those of an outside identity provider. Or an authorizer that
   * is made, or a function that answers as that of `TokenAuthorizer` does, with who calls and until when in its `context`
   * (`lambdaAuthorizer` for one that says less).
   */
  readonly tokens: TokenAuthorizerArgs | Authorizer | LambdaFunction;
  /** The first segment of the API's URLs, on the site's own origin. @default "api" */
  readonly stage?: string;
  /** Makes another secret by which the API knows its site. @default { secret: 1 } */
  readonly sitesOnly?: SiteSecret;
  /** Alarms of the API and of an authorizer that is made here; `site.alarms` are the site's, whose topic is in us-east-1. @default {} (all, no topic) */
  readonly alarms?: RestApiAlarms | false;
  /**
   * A dashboard of the site, of its API, of what its routes lead to and what their functions are linked to. The first
   * three of an account are free.
   *
   * @default true
   */
  readonly dashboard?: boolean | PatternDashboard;
}

const { api: _, ...siteShape } = staticSiteShape;

const shape: Shape<SinglePageAppArgs> = {
  // Every route has its target.
  ...(restApiShape as Shape<RestApiArgs>),
  site: object<SinglePageAppArgs["site"]>(siteShape),
  tokens: either(
    (value) => value instanceof LambdaFunction || isAuthorizer(value),
    object<TokenAuthorizerArgs>(tokenAuthorizerShape, "an authorizer, a LambdaFunction"),
  ),
  dashboard: patternDashboardShape,
};

export const singlePageAppArgs = object(shape);
