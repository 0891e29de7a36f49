import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { metricAlarm } from "../../core/metric-alarm";
import type { Watched, Widget } from "../../core/widget";
import type { AmplifyAppArgs } from "./args";
import { type AmplifyAppNodes, amplifyAppChildren, type MakeAmplifyAppChild } from "./children";
import { createDeployments } from "./deployment";
import { createDomain } from "./domain";
import { type AmplifyAppPlan, planAmplifyApp } from "./plan";
import { createRole } from "./role";
import { amplifyAppWidgets, METRICS } from "./widgets";

/**
 * A site on Amplify Hosting: of a folder that each deployment of the stack deploys, or of a repository that Amplify
 * builds at each push; a branch for each environment.
 *
 * Creates the app, its branches, a domain where one is named, and an alarm; of a folder also a bucket with its zip and
 * the function that deploys it and waits.
 *
 * @throws {ArgsError} for a folder that is not built, branches that are not there, and rules that lead nowhere, before
 * anything is registered.
 * @example
 * const page = new AmplifyApp("shop", { folder: "sites/shop/dist", config: { apiUrl: api.url } });
 * export const shopUrl = page.url;
 */
export class AmplifyApp extends pulumi.ComponentResource implements Watched {
  /** Of the branch of production, or of the first one, by its own name where it has one: `https://main.….amplifyapp.com`. */
  readonly url: pulumi.Output<string>;
  /** The names that Amplify gives, by branch. */
  readonly urls: Readonly<Record<string, pulumi.Output<string>>>;
  /**
   * What has to be in the zone of the domain, a line each: `_x.example.com. CNAME _y.acm-validations.aws.`; with `zoneId` it
   * is. Empty without a domain.
   */
  readonly records: pulumi.Output<readonly string[]>;
  /** What was asked for, checked. */
  readonly plan: AmplifyAppPlan;
  readonly nodes: AmplifyAppNodes;

  constructor(name: string, args: AmplifyAppArgs | AmplifyAppPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planAmplifyApp(name, args);
    super(componentType("AmplifyApp"), name, {}, opts);
    this.plan = plan;
    this.nodes = createNodes(childrenOf(amplifyAppChildren, this, name, plan.transform), plan, this);
    const { app, branches, domain } = this.nodes;
    this.urls = Object.fromEntries(
      Object.entries(branches).map(([branch, { displayName }]) => [
        branch,
        pulumi.interpolate`https://${displayName}.${app.defaultDomain}`,
      ]),
    );
    const first = plan.production ?? Object.keys(branches)[0] ?? "";
    const own = Object.entries(plan.domain?.subDomains ?? {}).find(([, branch]) => branch === first)?.[0];
    this.url =
      domain && own !== undefined
        ? pulumi.interpolate`https://${own === "" ? "" : `${own}.`}${domain.domainName}`
        : (this.urls[first] ?? app.defaultDomain);
    this.records = domain
      ? pulumi
          .all([domain.certificateVerificationDnsRecord, domain.subDomains])
          .apply(([verification, subDomains]) => [verification, ...subDomains.map(({ dnsRecord }) => dnsRecord)])
          .apply((records) => records.filter((record) => record))
      : pulumi.output<readonly string[]>([]);
    if (domain && plan.domain?.zoneId === undefined)
      this.records.apply((records) => {
        if (records.length > 0)
          pulumi.log.info(`${name}: the zone of the domain needs these records:\n${records.join("\n")}`, this);
      });
    this.registerOutputs({ url: this.url });
  }

  widgets(): Widget[] {
    return amplifyAppWidgets(this);
  }
}

const createNodes = (make: MakeAmplifyAppChild, plan: AmplifyAppPlan, parent: pulumi.Resource): AmplifyAppNodes => {
  const role = createRole(make, plan, parent);
  const { repository, rules, headers, tags } = plan;
  const app = make(
    "app",
    undefined,
    {
      platform: repository?.rendering === "server" ? "WEB_COMPUTE" : "WEB",
      customRules: [...rules],
      customHeaders: headers,
      ...(repository && {
        repository: repository.url,
        accessToken: pulumi.secret(repository.accessToken),
        ...(repository.buildSpec !== undefined && { buildSpec: repository.buildSpec }),
      }),
      ...(role.role && { iamServiceRoleArn: role.role.arn }),
      ...(Object.keys(tags).length > 0 && { tags }),
    },
    // An app keeps its kind: one that was deployed by hand takes no repository.
    { replaceOnChanges: ["repository"], dependsOn: role.rolePolicy ? [role.rolePolicy] : [] },
  );
  const branches = Object.fromEntries(
    Object.keys(plan.branches).map((name) => [
      name,
      make("branches", `branch/${name}`, branchArgs(plan, name, app.id)),
    ]),
  );
  const domain = createDomain(make, plan, app.id, Object.values(branches));
  const deployed = createDeployments(make, plan, { app, branches }, parent);
  return { app, branches, ...role, ...domain, ...deployed, ...createAlarm(make, plan, app.id) };
};

const branchArgs = (
  { branches, production, password, repository }: AmplifyAppPlan,
  branchName: string,
  appId: pulumi.Output<string>,
) => {
  const { pullRequestPreviews = false, environment } = branches[branchName] ?? {};
  const isPublic = branchName === production || password === undefined;
  return {
    appId,
    branchName,
    stage: branchName === production ? "PRODUCTION" : "DEVELOPMENT",
    enableAutoBuild: repository !== undefined,
    enablePullRequestPreview: pullRequestPreviews,
    enableBasicAuth: !isPublic,
    ...(!isPublic && { basicAuthCredentials: pulumi.secret(credentialsOf(password)) }),
    ...(environment && { environmentVariables: environment }),
  };
};

const credentialsOf = ({ user, password }: NonNullable<AmplifyAppPlan["password"]>): pulumi.Output<string> =>
  pulumi.output(password).apply((known) => Buffer.from(`${user}:${known}`).toString("base64"));

const MINUTES = 5;
const FAILURES = 5;

const createAlarm = (
  make: MakeAmplifyAppChild,
  { name, alarms }: AmplifyAppPlan,
  appId: pulumi.Output<string>,
): Pick<AmplifyAppNodes, "errorsAlarm"> => {
  if (alarms === undefined) return {};
  const errors = {
    description: `More than ${FAILURES} requests a minute of app ${name} have failed (5xx) for ${MINUTES} minutes.`,
    namespace: METRICS,
    metric: "5xxErrors",
    dimensions: { App: appId },
    statistic: "Sum",
    above: FAILURES,
    periods: MINUTES,
  } as const;
  return { errorsAlarm: make("errorsAlarm", "errors-alarm", metricAlarm(errors, alarms.topicArn)) };
};
