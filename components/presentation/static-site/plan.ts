import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { toSeconds } from "../../core/args/duration";
import { retentionDays } from "../../core/args/retention";
import { checkTags, type Tags } from "../../core/args/tags";
import { type Plan, planned } from "../../core/component/plan";
import type { RestApiPlan } from "../../logic/rest-api/plan";
import type { RestApi } from "../../logic/rest-api/rest-api";
import { type StaticSiteArgs, staticSiteArgs } from "./args";
import type { StaticSiteTransform } from "./children";
import { type PlannedCountries, planCountries } from "./countries";
import { checkNames, type SiteNames } from "./domain-names";
import { planServing } from "./file-rules";
import { type PlannedHeaders, planHeaders } from "./headers";
import { type PrivateContent, planPrivateContent } from "./private-content";
import { planRedirects } from "./redirects";
import { type SiteFile, siteFiles } from "./site-files";
import { MAX_CODE_BYTES, type ViewerRules } from "./viewer-function";
import { planVisitors } from "./visitors";

interface Settings extends Pick<StaticSiteArgs, "config" | "domain" | "webAcl"> {
  /** In the order of their paths. */
  readonly files: readonly SiteFile[];
  readonly apis: readonly RestApi[];
  readonly viewer: ViewerRules;
  readonly headers: PlannedHeaders;
  readonly private: PrivateContent | undefined;
  readonly countries: PlannedCountries;
  readonly priceClass: string;
  readonly keepSeconds: number;
  readonly accessLogs: boolean;
  readonly retention: StaticSiteArgs["retention"];
  readonly retentionDays: number;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  readonly protected: boolean;
  readonly tags: Tags;
  readonly transform: StaticSiteTransform | undefined;
}

/** A static site's arguments, checked, with all its files. */
export type StaticSitePlan = Plan<"StaticSite", Settings>;

/** @throws {ArgsError} for a folder that is not built, and for what S3 and CloudFront would refuse. */
export const planStaticSite = (name: string, args: StaticSiteArgs | StaticSitePlan): StaticSitePlan =>
  planned("StaticSite", name, args, (given: StaticSiteArgs) => settings(name, given));

const settings = (name: string, args: StaticSiteArgs): Settings => {
  checkArgs(name, args, staticSiteArgs);
  const { folder, build = "npm run build", pages = "app", domain, tags = {}, alarms = {}, accessLogs = true } = args;
  const { priceClass = "100", keep = "14 days" } = args;
  checkTags(name, tags);
  checkNames(name, domain);
  const redirects = planRedirects(name, args.redirects);
  const visitors = planVisitors(name, args.visitors);
  const hidden = args.private?.paths ?? [];
  checkSize(name, redirects, visitors, hidden);
  const files = siteFiles(name, folder, build, planServing(name, args.rules));
  const apis = [args.api ?? []].flat();
  checkApis(
    name,
    apis.map((api) => api.plan),
    files,
  );
  checkPages(name, pages, args.config, files);
  return {
    files,
    config: args.config,
    apis,
    domain,
    viewer: { pages, redirects, visitors, hidden, primary: others(domain) ? domain?.names[0] : undefined },
    headers: planHeaders(name, args.headers),
    private: planPrivateContent(name, args.private),
    countries: planCountries(name, args.countries),
    webAcl: args.webAcl,
    priceClass: priceClass === "all" ? "PriceClass_All" : `PriceClass_${priceClass}`,
    keepSeconds: toSeconds(name, "keep", keep),
    accessLogs,
    retention: args.retention,
    retentionDays: retentionDays(name, "retention", args.retention),
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    protected: args.protection === "protected",
    tags,
    transform: args.transform,
  };
};

const others = (domain: SiteNames | undefined): boolean => (domain?.names.length ?? 0) > 1;

/** What the rest of the function takes. */
const CODE_BYTES = 3_000;

const checkSize = (
  name: string,
  redirects: ViewerRules["redirects"],
  visitors: ViewerRules["visitors"],
  hidden: readonly string[],
): void => {
  const taking = { redirects, "visitors.addresses": visitors?.ranges ?? [], "private.paths": hidden };
  const bytes = Buffer.byteLength(JSON.stringify(Object.values(taking)));
  if (bytes > MAX_CODE_BYTES - CODE_BYTES)
    throw new ArgsError(
      name,
      Object.entries(taking)
        .flatMap(([path, all]) => (Object.keys(all).length > 0 ? [path] : []))
        .join(" and "),
      `must be fewer: a CloudFront function has at most ${MAX_CODE_BYTES} bytes (they take ${bytes}, ${MAX_CODE_BYTES - CODE_BYTES} are left)`,
    );
};

/** @throws {ArgsError} for APIs that are reached past the site, or hide files or one another. */
export const checkApis = (
  name: string,
  apis: readonly Pick<RestApiPlan, "name" | "stage" | "siteSecrets">[],
  files: readonly SiteFile[],
): void => {
  const stages = new Set<string>();
  for (const { name: api, stage, siteSecrets } of apis) {
    if (siteSecrets.length === 0)
      throw new ArgsError(
        name,
        "api",
        `must be made with sitesOnly: true, or everybody reaches it past the site (it is ${api})`,
      );
    if (stages.has(stage))
      throw new ArgsError(name, "api", `must have a stage of its own each: two are called ${stage}`);
    stages.add(stage);
    const hidden = files.find(({ path }) => path.startsWith(`${stage}/`));
    if (hidden !== undefined)
      throw new ArgsError(
        name,
        "folder",
        `must hold no file that the API at /${stage}/ hides (${hidden.path}): move it, or give the API another stage`,
      );
  }
};

export const CONFIG_FILE = "config.json";

const INDEX = "index.html";

const checkPages = (
  name: string,
  pages: ViewerRules["pages"],
  config: StaticSiteArgs["config"],
  files: readonly SiteFile[],
): void => {
  const has = (file: string) => files.some(({ path }) => path === file);
  if (pages === "app" && !has(INDEX))
    throw new ArgsError(name, "folder", `must hold ${INDEX}, the page of the app; or set pages: "files"`);
  if (config !== undefined && has(CONFIG_FILE))
    throw new ArgsError(
      name,
      "config",
      `must be absent, or ${CONFIG_FILE} must not be in the folder: it would take its place`,
    );
};
