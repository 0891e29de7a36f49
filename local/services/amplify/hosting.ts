import type { Cloud } from "../../cloud/cloud";
import { objectOf, textOf } from "../../languages/json/json-object";
import { listenFrom } from "../../lifecycle/listen";
import { hostOf as hostOfRequest } from "../apigateway/http/host";
import { type RunningServer, serveHttp } from "../apigateway/http/http-server";
import { sendOn } from "../apigateway/http/send-on";
import { pageHere } from "../page-here";
import { Artifacts } from "./artifacts";
import { Deployments } from "./deployments";
import { type AppRecord, type BranchRecord, type DomainRecord, hostOf, labelOf } from "./records";
import { answerViewer, type Site } from "./serving/answer-viewer";
import { compressedAnswer } from "./serving/compressed-answer";
import { type HeaderRule, readCustomHeaders } from "./serving/custom-headers";
import { type RedirectRule, readRule } from "./serving/redirect-rule";
import type { SiteFiles } from "./serving/site-files";
import { AmplifyStore, branchKey } from "./store";

const FIRST_PORT = 4900;

/** The file of a deployment that has custom headers in the place of the app's. */
const HEADERS_FILE = "customHttp.yml";

/** Apps, and their branches each on a port of its own. */
export class Hosting {
  readonly store: AmplifyStore;
  readonly artifacts: Artifacts;
  readonly deployments: Deployments;
  private readonly servers = new Map<string, RunningServer>();
  /** Read from what was declared or deployed, by which it is found again. */
  private readonly read = new WeakMap<AppRecord | SiteFiles, { rules: RedirectRule[]; headers: HeaderRule[] }>();
  private readonly apps = new Map<string, AppRecord>();

  constructor(readonly cloud: Cloud) {
    this.store = new AmplifyStore(cloud);
    this.artifacts = new Artifacts(cloud.folder);
    this.deployments = new Deployments(cloud, this.store, this.artifacts);
  }

  async start(): Promise<void> {
    for (const [, branch] of this.store.branches.entries()) await this.serve(branch);
  }

  async stop(): Promise<void> {
    await this.deployments.stop();
    for (const key of [...this.servers.keys()]) await this.withdraw(key);
  }

  async putApp(app: AppRecord): Promise<void> {
    await this.store.apps.put(app.id, app);
    this.apps.delete(app.id);
  }

  async putBranch(branch: BranchRecord): Promise<void> {
    const key = branchKey(branch.appId, branch.name);
    await this.store.branches.put(key, branch);
    await this.withdraw(key);
    await this.serve(branch);
  }

  async removeBranch(appId: string, name: string): Promise<void> {
    await this.withdraw(branchKey(appId, name));
    for (const job of this.store.jobsOf(appId, name))
      await this.store.jobs.remove(`${branchKey(appId, name)}/${job.id.padStart(10, "0")}`);
    await this.artifacts.removeAll(appId, name);
    await this.store.branches.remove(branchKey(appId, name));
  }

  async putDomain(domain: DomainRecord): Promise<void> {
    await this.removeDomain(domain.appId, domain.name);
    await this.store.domains.put(`${domain.appId}/${domain.name}`, domain);
    for (const branch of this.store.branchesOf(domain.appId)) this.name(branch);
  }

  async removeDomain(appId: string, name: string): Promise<void> {
    const known = this.store.domains.get(`${appId}/${name}`);
    for (const subDomain of known?.subDomains ?? []) this.cloud.directory.https.withdraw(hostOf(subDomain, name));
    await this.store.domains.remove(`${appId}/${name}`);
  }

  /** Where a branch is served, by a name that AWS would serve it under. */
  placeOf(host: string): string | undefined {
    for (const [key, server] of this.servers) {
      const branch = this.store.branches.get(key);
      if (branch && this.hostsOf(branch).includes(host)) return `http://127.0.0.1:${server.port}`;
    }
    return undefined;
  }

  private hostsOf(branch: BranchRecord): string[] {
    const custom = this.store
      .domainsOf(branch.appId)
      .flatMap(({ name, subDomains }) =>
        subDomains.filter(({ branchName }) => branchName === branch.name).map((subDomain) => hostOf(subDomain, name)),
      );
    return [`${labelOf(branch)}.${branch.appId}.amplifyapp.com`, ...custom];
  }

  private async serve(branch: BranchRecord): Promise<void> {
    const { cloud } = this;
    const key = branchKey(branch.appId, branch.name);
    const place = { what: `branch ${branch.name}`, wanted: branch.port, first: FIRST_PORT };
    const server = await listenFrom(cloud, place, (port) =>
      serveHttp(
        async (request) => {
          const answer = await answerViewer(await this.site(key), request);
          const [path = ""] = request.target.split("?", 1);
          const here = pageHere(cloud.directory, { host: hostOfRequest(request.headers), path }, answer);
          return compressedAnswer(request, here);
        },
        port,
        (host) => this.hostsOf(branch).includes(host),
      ),
    );
    this.servers.set(key, server);
    await this.store.branches.put(key, { ...branch, port: server.port });
    this.name(branch);
  }

  private name(branch: BranchRecord): void {
    const server = this.servers.get(branchKey(branch.appId, branch.name));
    if (server) for (const host of this.hostsOf(branch)) this.cloud.directory.https.serve(host, server.port);
  }

  private async withdraw(key: string): Promise<void> {
    const branch = this.store.branches.get(key);
    if (branch) for (const host of this.hostsOf(branch)) this.cloud.directory.https.withdraw(host);
    await this.servers.get(key)?.close();
    this.servers.delete(key);
  }

  private async site(key: string): Promise<Site> {
    const branch = this.store.branches.get(key);
    const app = branch && this.app(branch.appId);
    if (!branch || !app) throw new Error(`there is no branch ${key}`);
    const { appId, name, activeJobId } = branch;
    const files = activeJobId === undefined ? undefined : await this.artifacts.get(appId, name, activeJobId);
    const declared = this.ofApp(app);
    const job = activeJobId === undefined ? undefined : this.store.job(appId, name, activeJobId);
    return {
      rules: declared.rules,
      headers: (files && this.ofFiles(files)) ?? declared.headers,
      credentials: credentialsOf(branch) ?? credentialsOf(app),
      files,
      deployedAt: job?.endedAt ?? branch.createdAt,
      // fidelity: docs: Amplify Hosting user guide, "Setting up redirects and rewrites", Reverse proxy
      proxy: (url, request) => sendOn(this.cloud.directory.hosts, url, request),
    };
  }

  /** The same object until the app changes. */
  private app(id: string): AppRecord {
    const app = this.apps.get(id) ?? this.store.app(id);
    this.apps.set(id, app);
    return app;
  }

  private ofApp(app: AppRecord) {
    const { customRules, customHeaders } = app.inputs;
    const known = this.read.get(app) ?? {
      rules: rulesOf(customRules),
      headers: this.headersOf(app.name, textOf(customHeaders)),
    };
    this.read.set(app, known);
    return known;
  }

  private ofFiles(files: SiteFiles): HeaderRule[] | undefined {
    const text = files.get(HEADERS_FILE)?.toString();
    if (text === undefined) return undefined;
    const known = this.read.get(files) ?? { rules: [], headers: this.headersOf(HEADERS_FILE, text) };
    this.read.set(files, known);
    return known.headers;
  }

  private headersOf(place: string, yaml = ""): HeaderRule[] {
    try {
      return yaml.trim() ? readCustomHeaders(yaml) : [];
    } catch (error) {
      this.cloud.log.warn(
        "amplify",
        `${place}: the custom headers are no YAML: ${error instanceof Error ? error.message : error}`,
      );
      return [];
    }
  }
}

/** @throws SyntaxError */
export const rulesOf = (customRules: unknown): RedirectRule[] =>
  (Array.isArray(customRules) ? customRules : []).map((rule) => {
    const { source, target, status, condition } = objectOf(rule);
    return readRule({
      source: textOf(source) ?? "",
      target: textOf(target) ?? "",
      status: textOf(status),
      condition: textOf(condition),
    });
  });

const credentialsOf = ({ inputs }: Pick<BranchRecord, "inputs">): string | undefined =>
  inputs.enableBasicAuth === true ? (textOf(inputs.basicAuthCredentials) ?? "") : undefined;
