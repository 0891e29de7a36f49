import * as config from "@pulumi/aws/config";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { childrenOf } from "../../core/component/children";
import { formerNames } from "../../core/component/former-names";
import { componentType } from "../../core/component/naming";
import { type ConnectionLimit, checkShare } from "../../core/rights/connections";
import type { Link } from "../../core/rights/link";
import type { Watched, Widget } from "../../core/widget";
import { keyed, ownKey } from "../../operations/key/key";
import type { Secret } from "../secret/secret";
import { createAlarms } from "./alarms";
import type { DatabaseArgs } from "./args";
import { type DatabaseNodes, databaseChildren, type MakeDatabaseChild } from "./children";
import { clusterServer, createCluster } from "./cluster";
import { maxConnections } from "./connection-limits";
import { createInstance, instanceServer } from "./db-instance";
import { createInstanceAlarms } from "./instance-alarms";
import { dataApiLink, type LinkedDatabase, passwordLink, type SignIn, signInShape, userLink } from "./links";
import { createMigration } from "./migration";
import { createPasswords, passwordOf, type Role } from "./passwords";
import { type ClusterPlan, type DatabasePlan, type InstancePlan, isClusterPlan, planDatabase } from "./plan";
import { createProxy, type ProxyDoor } from "./proxy";
import { rdsCertificates } from "./rds-certificates";
import type { Server, SignInPoint } from "./server";
import { databaseWidgets } from "./widgets";

const PORT = 5432;

/**
 * 15 seconds, and 30 after a day.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
 */
const RESUME_SECONDS = 30;

/**
 * A PostgreSQL database, Aurora Serverless v2 (`capacity`) or an instance of RDS (`instance`): private, encrypted, TLS
 * only, backed up, its tables kept by SQL files.
 *
 * Nobody has its password: RDS keeps that of a cluster's master in a secret (and changes it every seven days), the
 * master of an instance signs in by IAM token from the first migration on. Functions sign in by IAM token as
 * `<name>_writer`, who may read and write all tables, or `<name>_reader`, who may read them. A function of this
 * component makes both and runs the files of `migrations` at each deployment that brings new ones.
 *
 * @throws {ArgsError} for values that AWS would refuse, before anything is registered.
 * @example
 * const orders = new Database("orders", {
 *   network,
 *   migrations: "migrations/orders",
 *   capacity: { min: 0.5, max: 8 },
 * });
 * new LambdaFunction("get-order", { entry: "handlers/get-order.handler.ts", links: { store: orders.reader() } });
 * @example
 * const venues = new Database("venues", {
 *   network,
 *   migrations: "migrations/venues",
 *   instance: { class: "db.t4g.medium", storage: "20 GB", replicas: 1 },
 *   multiAz: true,
 * });
 */
export class Database extends pulumi.ComponentResource implements ConnectionLimit, Watched {
  readonly description: string;
  /** Host of the instance that writes. */
  readonly endpoint: pulumi.Output<string>;
  /** Host of the standby of a cluster or the first replica of an instance where there is one, otherwise of the writer. */
  readonly readerEndpoint: pulumi.Output<string>;
  /** Host of the proxy, where there is one: what links lead to. */
  readonly proxyEndpoint: pulumi.Output<string> | undefined;
  readonly port: number;
  readonly databaseName: pulumi.Output<string>;
  /** Connections that the capacity range or the class gives, AWS's own included; consumers are measured against it. */
  readonly maxConnections: number;
  readonly resumeSeconds: number | undefined;
  /** What was asked for, checked. */
  readonly plan: DatabasePlan;
  readonly nodes: DatabaseNodes;

  private readonly linked: LinkedDatabase;
  private readonly proxy: ProxyDoor | undefined;
  /** Of the users who have a password. */
  readonly passwords: Readonly<Partial<Record<Role, Secret>>>;

  constructor(name: string, args: DatabaseArgs | DatabasePlan, opts: pulumi.ComponentResourceOptions = {}) {
    const asked = planDatabase(name, args);
    super(componentType("Database"), name, {}, opts);
    const key = ownKey(asked, this, asked.protected ? "protected" : "throw-away");
    const plan = keyed(asked, key);
    this.plan = plan;
    const make = childrenOf(databaseChildren, this, name, plan.transform);
    this.description = `database ${name}`;
    const { server, ...nodes } = isClusterPlan(plan) ? ofCluster(make, plan) : ofInstance(make, plan);
    this.resumeSeconds =
      isClusterPlan(plan) && plan.capacity.pauseAfterSeconds !== undefined ? RESUME_SECONDS : undefined;
    this.maxConnections = isClusterPlan(plan) ? maxConnections(plan.capacity) : plan.instance.maxConnections;
    this.linked = {
      plan,
      server,
      target: {
        network: plan.network,
        name,
        formerNames: formerNames(this),
        securityGroupId: nodes.securityGroup.id,
        ports: [PORT],
      },
      certificates: rdsCertificates(this.region()),
      limit: this,
    };
    this.proxy = plan.proxy && createProxy(make, this.linked, nodes, plan.proxy);
    const migration = createMigration(make, this.linked, this);
    this.nodes = { ...NONE, ...nodes, ...this.proxy?.nodes, ...migration, ...(key && { key }) };
    this.passwords = createPasswords(this.linked, this.nodes.migration, this);
    this.endpoint = server.writer.host;
    this.readerEndpoint = server.readers[0].host;
    this.proxyEndpoint = this.proxy?.writer.host;
    this.port = PORT;
    this.databaseName = server.databaseName;
    this.registerOutputs({
      endpoint: this.endpoint,
      readerEndpoint: this.readerEndpoint,
      port: this.port,
      databaseName: this.databaseName,
    });
  }

  /** Read and write all tables, as `<name>_writer`: `STORE_HOST`, `_PORT`, `_DATABASE`, `_USER` under a link `store`. */
  writer(signIn?: SignIn): Link {
    return this.user("writer", [this.linked.server.writer], this.proxy?.writer, signIn);
  }

  /**
   * Read all tables, as `<name>_reader`, a moment behind the writer where there is a standby of a cluster or a replica of
   * an instance. Of several replicas `STORE_HOST` holds all, with commas between them, and each connection takes one.
   */
  reader(signIn?: SignIn): Link {
    return this.user("reader", this.linked.server.readers, this.proxy?.reader, signIn);
  }

  /**
   * Statements over HTTP, with the rights of a user who has a password: `STORE_RESOURCE_ARN`, `_SECRET_ARN` and
   * `_DATABASE` under a link `store`, which `env.dataApi("store")` reads back.
   *
   * @throws {ArgsError} without `dataApi: true`, or without a password of that user.
   */
  dataApi(as: Role = "writer"): Link {
    if (!this.plan.dataApi)
      throw new ArgsError(this.plan.name, "dataApi", "must be true: the cluster answers no statements over HTTP");
    const secret = passwordOf(this.plan, this.passwords, "dataApi", as);
    return { ...dataApiLink(this.linked, secret, [this.nodes.migration]), watched: this };
  }

  widgets(): Widget[] {
    return databaseWidgets(this);
  }

  private user(
    role: Role,
    points: readonly SignInPoint[],
    proxied: SignInPoint | undefined,
    signIn: SignIn = {},
  ): Link {
    checkArgs(this.plan.name, signIn, signInShape);
    if (signIn.connections !== undefined) checkShare(this, signIn.connections);
    const { migration } = this.nodes;
    if (signIn.credentials === "secret") {
      if (this.proxy && proxied)
        throw new ArgsError(
          this.plan.name,
          `${role}.credentials`,
          'must be "iam" behind a proxy, which takes tokens alone',
        );
      const secret = passwordOf(this.plan, this.passwords, role, role);
      const ready = [migration, ...this.linked.server.instances];
      return { ...passwordLink(this.linked, secret, points, ready, signIn), watched: this };
    }
    const user = this.plan[role];
    const link =
      this.proxy && proxied
        ? userLink(
            { ...this.linked, target: this.proxy.target, lends: true },
            user,
            [proxied],
            [migration, ...this.proxy.ready],
            signIn,
          )
        : userLink(this.linked, user, points, [migration, ...this.linked.server.instances], signIn);
    return { ...link, watched: this };
  }

  /** Known where the stack's own provider is used; any other provider may be in another region. */
  private region(): string | undefined {
    return this.getProvider("aws:rds/cluster:Cluster") === undefined ? config.region : undefined;
  }
}

/** What comes by key, of a database that has none of it. */
const NONE = { replica: {}, replicaLogGroup: {}, instanceAlarm: {} };

type Made = Omit<DatabaseNodes, "migrate" | "migration" | keyof typeof NONE> & { readonly server: Server };

const ofCluster = (make: MakeDatabaseChild, plan: ClusterPlan): Made => {
  const nodes = createCluster(make, plan);
  return { ...nodes, ...createAlarms(make, plan, nodes), server: clusterServer(nodes) };
};

const ofInstance = (make: MakeDatabaseChild, plan: InstancePlan): Made => {
  const nodes = createInstance(make, plan);
  return { ...nodes, ...createInstanceAlarms(make, plan, nodes), server: instanceServer(nodes) };
};
