import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { suggestion } from "../../core/args/args-shape";
import { checkArgs } from "../../core/args/check-args";
import { retentionDays } from "../../core/args/retention";
import { checkTags, type Tags } from "../../core/args/tags";
import { type Plan, planned } from "../../core/component/plan";
import { type SiteFile, siteFiles } from "../static-site/site-files";
import { checkPassword, type SitePassword } from "../static-site/visitors";
import {
  type AmplifyAppArgs,
  type AmplifyBranch,
  type AmplifyDomain,
  type AmplifyRepository,
  amplifyAppArgs,
} from "./args";
import type { AmplifyAppTransform } from "./children";
import { customHeaders } from "./custom-headers";
import { type PlannedRule, planRules } from "./rules";

interface Settings {
  /** Of a folder; absent with a repository. */
  readonly files: readonly SiteFile[] | undefined;
  readonly config: AmplifyAppArgs["config"];
  readonly repository: AmplifyRepository | undefined;
  readonly branches: Readonly<Record<string, AmplifyBranch>>;
  /** The branch of production. */
  readonly production: string | undefined;
  readonly password: SitePassword | undefined;
  readonly rules: readonly PlannedRule[];
  /** In YAML. */
  readonly headers: pulumi.Input<string>;
  readonly domain: AmplifyDomain | undefined;
  readonly retention: AmplifyAppArgs["retention"];
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  readonly protection: "protected" | "throw-away";
  readonly tags: Tags;
  readonly transform: AmplifyAppTransform | undefined;
}

/** An app's arguments, checked. */
export type AmplifyAppPlan = Plan<"AmplifyApp", Settings>;

export const CONFIG_FILE = "config.json";

/** @throws {ArgsError} for a folder that is not built, branches that are not there, and rules that lead nowhere. */
export const planAmplifyApp = (name: string, args: AmplifyAppArgs | AmplifyAppPlan): AmplifyAppPlan =>
  planned("AmplifyApp", name, args, (given: AmplifyAppArgs) => settings(name, given));

const settings = (name: string, args: AmplifyAppArgs): Settings => {
  checkArgs(name, args, amplifyAppArgs);
  const { folder, repository, build = "npm run build", pages = "app", alarms = {}, tags = {}, password } = args;
  const { branches = { main: { production: true } } } = args;
  if (folder === undefined && repository === undefined)
    throw new ArgsError(
      name,
      "folder",
      "must be the folder of a built site, unless there is a repository (it is not set)",
    );
  if (folder !== undefined && repository !== undefined)
    throw new ArgsError(name, "folder", "must be absent with a repository: an app is of one kind for good");
  if (repository) checkRepository(name, repository, args);
  if (password) checkPassword(name, "password", password);
  checkTags(name, tags);
  const files = folder === undefined ? undefined : siteFiles(name, folder, build, () => SERVED);
  if (files) checkFiles(name, files, pages, args.config !== undefined);
  retentionDays(name, "retention", args.retention);
  const production = productionOf(name, branches, repository !== undefined);
  if (args.domain) checkDomain(name, args.domain, Object.keys(branches));
  return {
    files,
    config: args.config,
    repository,
    branches,
    production,
    password,
    rules: planRules(name, args.rules ?? [], pages),
    headers: customHeaders(name, args.headers, args.cache ?? {}),
    domain: args.domain,
    retention: args.retention,
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    protection: args.protection ?? "throw-away",
    tags,
    transform: args.transform,
  };
};

/** Amplify finds out what a file is by its name. */
const SERVED = { contentType: "", cacheControl: "", kept: false };

const checkRepository = (name: string, { url }: AmplifyRepository, { config }: AmplifyAppArgs): void => {
  if (!/^https:\/\/[^\s/]+\/\S+$/.test(url))
    throw new ArgsError(name, "repository.url", `must begin with https:// and name a repository (it is "${url}")`);
  if (config !== undefined)
    throw new ArgsError(name, "config", "must be absent with a repository: its builds get branches.….environment");
};

const checkFiles = (name: string, files: readonly SiteFile[], pages: "app" | "files", config: boolean): void => {
  const has = (path: string) => files.some((file) => file.path === path);
  if (pages === "app" && !has("index.html"))
    throw new ArgsError(name, "folder", 'must hold index.html, or pages must be "files"');
  if (config && has(CONFIG_FILE))
    throw new ArgsError(name, "config", `must be absent where the folder has a ${CONFIG_FILE} of its own`);
};

/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateBranch.html (read 2026-11) */
const BRANCH = /^[^\s~^:?*[\\]{1,255}$/;

const productionOf = (
  name: string,
  branches: Readonly<Record<string, AmplifyBranch>>,
  builds: boolean,
): string | undefined => {
  const all = Object.entries(branches);
  if (all.length === 0) throw new ArgsError(name, "branches", "must hold a branch");
  const labels = new Map<string, string>();
  for (const [branch, { pullRequestPreviews, environment }] of all) {
    const at = `branches[${JSON.stringify(branch)}]`;
    if (!BRANCH.test(branch)) throw new ArgsError(name, at, "must be called as a branch of Git can be");
    const other = labels.get(labelOf(branch));
    if (other !== undefined) throw new ArgsError(name, at, `must have another URL than branch "${other}"`);
    labels.set(labelOf(branch), branch);
    if (!builds && pullRequestPreviews)
      throw new ArgsError(
        name,
        `${at}.pullRequestPreviews`,
        "must be absent without a repository: there is no pull request",
      );
    if (!builds && environment)
      throw new ArgsError(
        name,
        `${at}.environment`,
        "must be absent without a repository: nothing is built; config is for pages",
      );
  }
  const [first, second] = all.filter(([, { production }]) => production).map(([branch]) => branch);
  if (second !== undefined)
    throw new ArgsError(
      name,
      `branches[${JSON.stringify(second)}].production`,
      `must be absent: "${first}" is for everybody`,
    );
  return first;
};

/** The first part of the name that Amplify gives a branch. */
export const labelOf = (branch: string): string => branch.toLowerCase().replace(/[^a-z0-9-]+/g, "-");

const checkDomain = (name: string, { name: domain, subDomains }: AmplifyDomain, branches: readonly string[]): void => {
  const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  if (!new RegExp(`^(${label}\\.)+[a-z]{2,}$`).test(domain))
    throw new ArgsError(name, "domain.name", `must be a domain in lower case, "example.com" (it is "${domain}")`);
  if (Object.keys(subDomains).length === 0)
    throw new ArgsError(name, "domain.subDomains", 'must hold a sub-domain, { "": "main" } is the name itself');
  for (const [prefix, branch] of Object.entries(subDomains)) {
    const at = `domain.subDomains[${JSON.stringify(prefix)}]`;
    if (prefix !== "" && !new RegExp(`^${label}(\\.${label})*$`).test(prefix))
      throw new ArgsError(name, at, 'must be called by a part of a domain, "www"');
    if (!branches.includes(branch))
      throw new ArgsError(
        name,
        at,
        `must name a branch (it is "${branch}"; ${suggestion(branch, branches, "there are")})`,
      );
  }
};
