import { randomBytes } from "node:crypto";
import type { Cloud } from "../../../cloud/cloud";
import type { Properties } from "../../../engine/resources/resource-type";
import { listenFrom } from "../../../lifecycle/listen";
import { errorText, ServiceError } from "../../../wire/service-error";
import { pageHere } from "../../page-here";
import { CACHE_POLICIES, ORIGIN_REQUEST_POLICIES, RESPONSE_HEADERS_POLICIES } from "../distribution/managed-policies";
import type { DistributionPlan } from "../distribution/plan";
import { invalid, type Named, readDistribution } from "../distribution/read-distribution";
import { itemsOf } from "../distribution/selector";
import { Edge } from "../edge/edge";
import { type RunningEdge, serveEdge } from "../edge/edge-server";
import type { EdgeAnswer, ViewerRequest } from "../edge/message";
import type { FunctionSource } from "../edge/viewer-functions";
import { type DistributionRecord, type InvalidationRecord, type KeptPart, type PartKind, Store } from "./store";

export const FIRST_PORT = 4750;

const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** An id as CloudFront makes them: `E1ABCDEFGHIJKL`. */
export const newId = (prefix: string, length = 14): string =>
  prefix + Array.from(randomBytes(length - prefix.length), (byte) => CAPITALS[byte % CAPITALS.length]).join("");

/** The distributions of this cloud and what they are made of. */
export class ControlPlane {
  readonly store: Store;
  readonly edge: Edge;
  private readonly running = new Map<string, { readonly plan: DistributionPlan; readonly server: RunningEdge }>();

  constructor(readonly cloud: Cloud) {
    this.store = new Store(cloud.storage);
    this.edge = new Edge(cloud, this.functions);
  }

  async start(): Promise<void> {
    for (const [, record] of this.store.distributions.entries()) {
      try {
        await this.run(record, this.plan(record, record.inputs));
      } catch (error) {
        this.cloud.log.warn("cloudfront", `distribution ${record.id} does not run: ${errorText(error)}`);
      }
    }
  }

  async stop(): Promise<void> {
    for (const id of [...this.running.keys()]) await this.end(id);
    this.edge.close();
  }

  /** Makes a distribution, or puts other settings in place. @throws {ServiceError} for what CloudFront would refuse */
  async put(record: Omit<DistributionRecord, "port" | "etag" | "modified">): Promise<DistributionRecord> {
    const plan = this.plan(record, record.inputs);
    this.checkAliases(plan);
    await this.protect(record);
    const running = this.running.get(record.id);
    const known = this.store.distributions.get(record.id);
    const made = {
      ...record,
      port: running?.server.port ?? known?.port ?? 0,
      etag: newId("E"),
      modified: new Date(this.cloud.clock.now()).toISOString(),
    };
    const port = await this.run(made, plan);
    const kept = { ...made, port };
    await this.store.distributions.put(record.id, kept);
    return kept;
  }

  async remove(id: string): Promise<void> {
    const record = this.store.distributions.get(id);
    await this.end(id);
    this.edge.cache.invalidate(id, () => true);
    if (!record) return;
    const { webAcls } = this.cloud.directory.wafv2;
    const acl = webAcls.associations.get(record.arn);
    if (acl !== undefined) await webAcls.disassociate(record.arn, acl);
    for (const [key, { distribution }] of [...this.store.invalidations.entries()]) {
      if (distribution === id) await this.store.invalidations.remove(key);
    }
    await this.store.distributions.remove(id);
  }

  /** @throws {ServiceError} */
  require(id: string): DistributionRecord {
    const record = this.store.distributions.get(id);
    if (record) return record;
    throw new ServiceError("NoSuchDistribution", "The specified distribution does not exist.", 404);
  }

  /** The port of what a host name leads to. */
  portOf(host: string): number | undefined {
    return this.serving(host.toLowerCase())?.server.port;
  }

  /** What a distribution, or a policy, is made of must not go while it is named. @throws {ServiceError} */
  refuseInUse(kind: PartKind, id: string, names: string): void {
    const groups = kind === "publicKey" ? [...this.store.of("keyGroup").entries()] : [];
    if (!this.names(id) && !groups.some(([, { inputs }]) => itemsOf(inputs.items).includes(id))) return;
    throw new ServiceError(
      `${names}InUse`,
      `Cannot delete the ${kind} because it is attached to other resources.`,
      409,
    );
  }

  /** Whether a distribution names something. */
  names(text: string): boolean {
    return [...this.store.distributions.entries()].some(([, { inputs }]) => JSON.stringify(inputs).includes(text));
  }

  /** Policies count for what names them as soon as they change. */
  async refresh(): Promise<void> {
    for (const [id, { server }] of [...this.running]) {
      const record = this.require(id);
      this.running.set(id, { plan: this.plan(record, record.inputs), server });
    }
  }

  // fidelity: docs: Invalidate files: paths are case-sensitive, a star at their end stands for the rest
  async invalidate(id: string, reference: string, paths: readonly string[]): Promise<InvalidationRecord> {
    for (const [, known] of this.store.invalidations.entries()) {
      if (known.distribution !== id || known.reference !== reference) continue;
      if (JSON.stringify(known.paths) === JSON.stringify(paths)) return known;
      throw invalid("Your caller reference refers to an existing invalidation batch.", "InvalidArgument");
    }
    const tests = paths.map(objectTest);
    this.edge.cache.invalidate(id, (object) => tests.some((test) => test(object)));
    const record = {
      id: newId("I"),
      distribution: id,
      reference,
      paths,
      created: new Date(this.cloud.clock.now()).toISOString(),
    };
    await this.store.invalidations.put(`${id}/${record.id}`, record);
    return record;
  }

  private plan(record: Pick<DistributionPlan, "id" | "arn" | "domainName">, inputs: Properties): DistributionPlan {
    return readDistribution(record, inputs, this.named);
  }

  private async run(record: DistributionRecord, plan: DistributionPlan): Promise<number> {
    const known = this.running.get(record.id);
    if (known) this.withdraw(known.plan);
    const server = known?.server ?? (await this.open(record));
    this.running.set(record.id, { plan, server });
    for (const name of [plan.domainName, ...plan.aliases]) this.cloud.directory.https.serve(name, server.port);
    return server.port;
  }

  private open({ id, port: wanted, domainName }: DistributionRecord): Promise<RunningEdge> {
    const { log } = this.cloud;
    const failed = (error: Error) => log.warn("cloudfront", `defect of the local cloud: ${error.stack}`);
    const answering = (request: ViewerRequest, host: string) =>
      this.answer(request, host, this.serving(host, id)?.plan);
    const place = { what: `distribution ${domainName}`, wanted, first: FIRST_PORT };
    return listenFrom(this.cloud, place, (port) => serveEdge(answering, port, failed));
  }

  private answer(
    request: ViewerRequest,
    host: string,
    plan: DistributionPlan | undefined,
  ): Promise<EdgeAnswer> | undefined {
    const { path } = request;
    return (
      plan && this.edge.handle(request, plan).then((answer) => pageHere(this.cloud.directory, { host, path }, answer))
    );
  }

  /** Every port answers for all names; under those of this machine, for its own distribution. */
  private serving(host: string, own?: string) {
    for (const each of this.running.values()) {
      if (each.plan.domainName === host || each.plan.aliases.some((alias) => fits(alias, host))) return each;
    }
    return own !== undefined && LOCAL.test(host) ? this.running.get(own) : undefined;
  }

  private async end(id: string): Promise<void> {
    const known = this.running.get(id);
    if (!known) return;
    this.running.delete(id);
    this.withdraw(known.plan);
    await known.server.close();
  }

  private withdraw({ domainName, aliases }: DistributionPlan): void {
    for (const name of [domainName, ...aliases]) this.cloud.directory.https.withdraw(name);
  }

  // fidelity: observed: CreateDistribution, CNAMEAlreadyExists
  private checkAliases({ id, aliases }: DistributionPlan): void {
    for (const [other, { inputs }] of this.store.distributions.entries()) {
      if (other === id || !itemsOf(inputs.aliases).some((alias) => aliases.includes(alias.toLowerCase()))) continue;
      throw new ServiceError(
        "CNAMEAlreadyExists",
        "One or more of the CNAMEs you provided are already associated with a different resource.",
        409,
      );
    }
  }

  private async protect({ arn, inputs }: Pick<DistributionRecord, "arn" | "inputs">): Promise<void> {
    const { webAcls } = this.cloud.directory.wafv2;
    const acl = typeof inputs.webAclId === "string" && inputs.webAclId !== "" ? inputs.webAclId : undefined;
    const before = webAcls.associations.get(arn);
    if (before !== undefined && before !== acl) await webAcls.disassociate(arn, before);
    if (acl === undefined || acl === before) return;
    // fidelity: docs: CreateDistribution, WebACLId: of the scope CLOUDFRONT
    if (!acl.includes(":global/") || !webAcls.acls.get(acl)) {
      throw invalid("The specified web ACL does not exist, or has not the scope CLOUDFRONT.", "InvalidWebACLId");
    }
    await webAcls.associate(arn, acl);
  }

  private part(kind: PartKind, id: string, code: string): KeptPart {
    const found = this.store.of(kind).get(id);
    if (found) return found;
    throw new ServiceError(code, `The specified ${kind} ${id} does not exist.`, 404);
  }

  readonly functions: FunctionSource = {
    live: (arn) => {
      const name = arn.split(":function/")[1] ?? "";
      const live = this.store.functions.get(name)?.live;
      return live && { ...live, name };
    },
    keyValues: (arn) => {
      const store = [...this.store.keyValueStores.entries()].map(([, each]) => each).find((each) => each.arn === arn);
      if (!store) return undefined;
      const values = new Map<string, string>();
      let changed = Date.parse(store.created);
      for (const [name, each] of this.store.keyValues.entries(`${arn},`)) {
        if (!name.startsWith(`${arn},`)) break;
        values.set(name.slice(arn.length + 1), each.value);
        changed = Math.max(changed, each.changed);
      }
      const id = arn.split("/").at(-1) ?? arn;
      return { id, createdAt: new Date(Date.parse(store.created)), changedAt: new Date(changed), values };
    },
  };

  private readonly named: Named = {
    cachePolicy: (id) => CACHE_POLICIES[id] ?? this.part("cachePolicy", id, "NoSuchCachePolicy").inputs,
    originRequestPolicy: (id) =>
      ORIGIN_REQUEST_POLICIES[id] ?? this.part("originRequestPolicy", id, "NoSuchOriginRequestPolicy").inputs,
    responseHeadersPolicy: (id) =>
      RESPONSE_HEADERS_POLICIES[id] ?? this.part("responseHeadersPolicy", id, "NoSuchResponseHeadersPolicy").inputs,
    accessControl: (id) => this.part("originAccessControl", id, "NoSuchOriginAccessControl").inputs,
    identity: (path) => {
      const id = path.replace("origin-access-identity/cloudfront/", "");
      const { outputs } = this.part("originAccessIdentity", id, "NoSuchCloudFrontOriginAccessIdentity");
      return { arn: String(outputs.iamArn), canonicalUser: String(outputs.s3CanonicalUserId) };
    },
    keys: (group) => {
      const { inputs } = this.part("keyGroup", group, "TrustedKeyGroupDoesNotExist");
      const keys = itemsOf(inputs.items).map((id) => this.part("publicKey", id, "NoSuchPublicKey"));
      return new Map(keys.map((key) => [key.id, String(key.inputs.encodedKey)]));
    },
    checkFunction: (arn) => {
      if (this.functions.live(arn)) return;
      // fidelity: docs: InvalidFunctionAssociation: it has to be there, and published
      throw invalid(`The function ${arn} does not exist in the LIVE stage.`, "InvalidFunctionAssociation");
    },
  };
}

const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|)$/;

/** An alias may begin with `*.`, for one label. */
const fits = (alias: string, host: string): boolean =>
  alias === host || (alias.startsWith("*.") && host.slice(host.indexOf(".")) === alias.slice(1));

/** Whether an object is what a path of an invalidation names. */
const objectTest = (path: string): ((object: string) => boolean) => {
  const plain = decoded(path);
  if (!plain.endsWith("*")) return (object) => decoded(object) === plain;
  const beginning = plain.slice(0, -1);
  return (object) => decoded(object).startsWith(beginning);
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
