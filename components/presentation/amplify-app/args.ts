import type * as pulumi from "@pulumi/pulumi";
import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import {
  duration,
  either,
  flag,
  input,
  list,
  object,
  oneOf,
  record,
  type Shape,
  text,
} from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import type { Retention } from "../../core/args/retention";
import { type Tags, tagsShape } from "../../core/args/tags";
import { transformShape } from "../../core/component/children";
import { type SiteHeaders, siteHeadersShape } from "../static-site/headers";
import type { SitePassword } from "../static-site/visitors";
import { type AmplifyAppTransform, amplifyAppChildren } from "./children";
import { type AmplifyRule, amplifyRuleShape } from "./rules";

/** What Amplify builds by itself, at each push. */
export interface AmplifyRepository {
  /** `https://github.com/example/shop`. */
  readonly url: string;
  /** Of the host of the repository, a secret; Amplify keeps what it needs of it. */
  readonly accessToken: pulumi.Input<string>;
  /** The text of `amplify.yml`. @default that file of the repository, or what Amplify finds out */
  readonly buildSpec?: string;
  /**
   * `"server"`: pages are rendered at each request. The app then has a role to write the log of that; other apps have
   * none. @default "static"
   */
  readonly rendering?: "static" | "server";
}

export interface AmplifyBranch {
  /** The one for everybody: no password is asked for, and `url` is its own. One at most. @default false */
  readonly production?: boolean;
  /** A copy of the branch for each pull request, which nothing here gives a password. Of a repository alone. @default false */
  readonly pullRequestPreviews?: boolean;
  /** Of its builds. @default {} */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A name of one's own. It belongs to the app, its sub-domains lead to branches. */
export interface AmplifyDomain {
  /** `"example.com"`. */
  readonly name: string;
  /** Branches by sub-domain, `{ "": "main", www: "main", next: "develop" }`; `""` is the name itself. */
  readonly subDomains: Readonly<Record<string, string>>;
  /** Of a certificate in us-east-1. @default one that Amplify makes */
  readonly certificateArn?: pulumi.Input<string>;
  /** Of the hosted zone of the domain in Route 53, which gets the records. @default none: they are printed, for a zone elsewhere */
  readonly zoneId?: pulumi.Input<string>;
}

export interface AmplifyAppArgs {
  /**
   * The built site, from the folder of Pulumi.yaml: each deployment of the stack deploys it to all branches. An app has
   * either a folder or a repository; who changes that replaces the app, and its default names are others then.
   */
  readonly folder?: string;
  /** The command that builds the folder, told when it is not there or empty. @default "npm run build" */
  readonly build?: string;
  readonly repository?: AmplifyRepository;
  /** By name, at least one: that of the environment, or those of the repository. @default { main: { production: true } } */
  readonly branches?: Readonly<Record<string, AmplifyBranch>>;
  /** Asked for by browsers (HTTP Basic), on all branches but the one of production. @default none */
  readonly password?: SitePassword;
  /**
   * `"app"`: all paths without an extension are pages of one app, which answers with `index.html`; a file that is not
   * there is 404. `"files"`: each page is a file of its own, and what is not there is `/404.html`. @default "app"
   */
  readonly pages?: "app" | "files";
  /** Redirects and rewrites, before that of `pages`; the first one that fits counts. @default [] */
  readonly rules?: readonly AmplifyRule[];
  /** What the app reads at its start from `/config.json`, of a folder. Not for secrets: everybody may read it. */
  readonly config?: Readonly<Record<string, pulumi.Input<unknown>>>;
  /** @default those of every site */
  readonly headers?: SiteHeaders;
  /** How long browsers keep files, by pattern: `{ "/assets/*": "365 days" }`. @default {} (they ask each time) */
  readonly cache?: Readonly<Record<string, Duration>>;
  readonly domain?: AmplifyDomain;
  /** How long logs of deployments are kept. @default "30 days" */
  readonly retention?: Retention;
  /** An alarm on requests that fail with 5xx. Without a topic it only shows in CloudWatch. @default {} */
  readonly alarms?: Partial<AlarmSettings> | false;
  /**
   * Of the bucket with the zip of a folder. `throw-away`: it goes with the stack, and all that is in it, which each
   * deployment makes again. `protected`: Pulumi refuses to delete it, and S3 as long as something is in it.
   *
   * @default "throw-away"
   */
  readonly protection?: "protected" | "throw-away";
  /** Of the app; those of the provider's `defaultTags` come by themselves. @default {} */
  readonly tags?: Tags;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: AmplifyAppTransform;
}

export const amplifyAppShape: Shape<AmplifyAppArgs> = {
  folder: text('the folder of a built site, "sites/shop/dist"').optional(),
  build: text("a command").optional(),
  repository: object<AmplifyRepository>({
    url: text('the URL of a repository, "https://github.com/example/shop"'),
    accessToken: input(text("a token of its host, a secret")),
    buildSpec: text("the text of amplify.yml").optional(),
    rendering: oneOf("static", "server").optional(),
  }).optional(),
  branches: record(
    object<AmplifyBranch>({
      production: flag.optional(),
      pullRequestPreviews: flag.optional(),
      environment: record(input(text()), 'variables by name, { STAGE: "next" }').optional(),
    }),
    "branches by name, { main: { production: true } }",
  ).optional(),
  password: object<SitePassword>({
    user: text("a name"),
    password: input(text("a text of at least 12 characters")),
  }).optional(),
  pages: oneOf("app", "files").optional(),
  rules: list(amplifyRuleShape, 'rules, [{ source: "/old", target: "/new", status: "301" }]').optional(),
  config: record(
    either((value) => !["symbol", "function", "undefined"].includes(typeof value), text("what JSON can say")),
    'values by name, { apiUrl: "https://api.example.com" }',
  ).optional(),
  headers: siteHeadersShape,
  cache: record(duration, 'lengths of time by pattern, { "/assets/*": "365 days" }').optional(),
  domain: object<AmplifyDomain>({
    name: text('a domain, "example.com"'),
    subDomains: record(text("the name of a branch"), 'branches by sub-domain, { www: "main" }'),
    certificateArn: input(text("the ARN of a certificate in us-east-1")).optional(),
    zoneId: input(text("the id of a hosted zone")).optional(),
  }).optional(),
  retention: duration.optional(),
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  protection: oneOf("protected", "throw-away").optional(),
  tags: tagsShape,
  transform: transformShape(amplifyAppChildren),
};

export const amplifyAppArgs = object(amplifyAppShape);
