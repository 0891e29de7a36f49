import * as pulumi from "@pulumi/pulumi";
import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import {
  component,
  duration,
  either,
  flag,
  input,
  list,
  object,
  oneOf,
  record,
  text,
} from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import type { Retention } from "../../core/args/retention";
import { type Tags, tagsShape } from "../../core/args/tags";
import { transformShape } from "../../core/component/children";
import { RestApi } from "../../logic/rest-api/rest-api";
import type { Domain } from "../domain/domain";
import { type StaticSiteTransform, staticSiteChildren } from "./children";
import { type SiteCountries, siteCountriesShape } from "./countries";
import { type SiteNames, siteNamesShape } from "./domain-names";
import { type FileRule, fileRuleShape } from "./file-rules";
import { type SiteHeaders, siteHeadersShape } from "./headers";
import { type PrivateContent, privateContentShape } from "./private-content";
import { type Redirect, redirectsShape } from "./redirects";
import { type SiteVisitors, siteVisitorsShape } from "./visitors";

export interface StaticSiteArgs {
  /** The built site, from the folder of Pulumi.yaml; absolute paths are allowed. Hidden files stay out. */
  readonly folder: string;
  /** The command that builds it, told when the folder is not there or empty. @default "npm run build" */
  readonly build?: string;
  /**
   * `"app"`: all paths without an extension are pages of one app, which answers with `index.html`. `"files"`: each page
   * is a file of its own, `/about` that of `about/index.html`. @default "app"
   */
  readonly pages?: "app" | "files";
  /**
   * How files of a kind are served; the first one that is right counts, before those of every site: pages are asked
   * for each time, files whose names hold a digest are kept for good, all others for an hour. @default []
   */
  readonly rules?: readonly FileRule[];
  /** What the app reads at its start from `/config.json`, which nobody keeps. Not for secrets: everybody may read it. */
  readonly config?: Readonly<Record<string, pulumi.Input<unknown>>>;
  /**
   * APIs on the site's own origin, each at its stage: that of stage `api` answers `/api/…`. They have to be made with
   * `sitesOnly`. @default none
   */
  readonly api?: RestApi | readonly RestApi[];
  /** Names of one's own, with their certificate; a `Domain` brings its records, too. @default the name that CloudFront gives, by TLS 1.0 and newer */
  readonly domain?: SiteNames | Domain;
  /** @default those of every site */
  readonly headers?: SiteHeaders;
  /** Where paths lead now, `{ "/old": "/new" }`. @default {} */
  readonly redirects?: Readonly<Record<string, Redirect>>;
  /** Who may see the site while it is not for everybody. @default everybody */
  readonly visitors?: SiteVisitors;
  /** What is shown to those alone who have a signed URL or cookie. @default nothing */
  readonly private?: PrivateContent;
  /** @default everywhere */
  readonly countries?: SiteCountries;
  /** Of scope CLOUDFRONT, which is in us-east-1: a `WebAcl`, or `{ arn }`. @default none */
  readonly webAcl?: SiteWebAcl;
  /** Where the distribution has places: Europe, Israel and North America; those of Africa, Asia and the Middle East as well; all. @default "100" */
  readonly priceClass?: "100" | "200" | "all";
  /** How long files of former deployments stay, whose names hold a digest, for pages that are open. 0 days and more. @default "14 days" */
  readonly keep?: Duration;
  /** A line for each request, in a log group in us-east-1 (billed by the GB). @default true */
  readonly accessLogs?: boolean;
  /** How long logs are kept. @default "30 days" */
  readonly retention?: Retention;
  /**
   * An alarm on requests that fail with 5xx, in us-east-1, where the metrics of CloudFront are: so must its topic be,
   * that of `new Alarms(…, { region: "us-east-1" })`. Without one it only shows in CloudWatch. @default {} (no topic)
   */
  readonly alarms?: Partial<AlarmSettings> | false;
  /**
   * `throw-away`: the bucket goes with the stack, and all that is in it, which a command builds again. `protected`: Pulumi
   * refuses to delete it, and S3 as long as something is in it.
   *
   * @default "throw-away"
   */
  readonly protection?: "protected" | "throw-away";
  /** Of bucket and distribution; those of the provider's `defaultTags` come by themselves. @default {} */
  readonly tags?: Tags;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: StaticSiteTransform;
}

export interface SiteWebAcl {
  readonly arn: pulumi.Input<string>;
}

const restApi = component(() => RestApi, "a RestApi with sitesOnly");

export const staticSiteShape = {
  folder: text('the folder of a built site, "sites/shop/dist"'),
  build: text("a command").optional(),
  pages: oneOf("app", "files").optional(),
  rules: list(fileRuleShape, 'a list of rules, [{ files: "*.pdf", cache: "1 hour" }]').optional(),
  config: record(
    either((value) => !["symbol", "function", "undefined"].includes(typeof value), text("what JSON can say")),
    'values by name, { apiUrl: "/api" }',
  ).optional(),
  api: either(
    (value) => value instanceof RestApi,
    list(restApi, "a RestApi with sitesOnly, or a list of them"),
  ).optional(),
  domain: siteNamesShape,
  headers: siteHeadersShape,
  redirects: redirectsShape,
  visitors: siteVisitorsShape,
  private: privateContentShape,
  countries: siteCountriesShape,
  webAcl: either(
    (value) => pulumi.Resource.isInstance(value) && "arn" in value,
    object<SiteWebAcl>({ arn: input(text("the ARN of a web ACL")) }, "a WebAcl"),
  ).optional(),
  priceClass: oneOf("100", "200", "all").optional(),
  keep: duration.optional(),
  accessLogs: flag.optional(),
  retention: duration.optional(),
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  protection: oneOf("protected", "throw-away").optional(),
  tags: tagsShape,
  transform: transformShape(staticSiteChildren),
} as const;

export const staticSiteArgs = object<StaticSiteArgs>(staticSiteShape);
