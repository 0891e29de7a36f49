import * as config from "@pulumi/aws/config";
import * as pulumi from "@pulumi/pulumi";
import { checkArgs } from "../../core/args/check-args";
import { childrenOf } from "../../core/component/children";
import { formerNames } from "../../core/component/former-names";
import { componentType } from "../../core/component/naming";
import { type ConnectionLimit, checkShare } from "../../core/rights/connections";
import type { Link } from "../../core/rights/link";
import type { Watched, Widget } from "../../core/widget";
import { keyed, ownKey } from "../../operations/key/key";
import { createAlarms } from "./alarms";
import type { DatabaseArgs } from "./args";
import { type DatabaseNodes, databaseChildren } from "./children";
import { createCluster } from "./cluster";
import { maxConnections } from "./connection-limits";
import { type LinkedDatabase, type SignIn, signInShape, userLink } from "./links";
import { createMigration } from "./migration";
import { type DatabasePlan, planDatabase } from "./plan";
import { rdsCertificates } from "./rds-certificates";
import { databaseWidgets } from "./widgets";

const PORT = 5432;

/**
 * A PostgreSQL database: Aurora Serverless v2, private, encrypted, TLS only, backed up, its tables kept by SQL files.
 *
 * Nobody has its password: RDS keeps the master's in a secret (and changes it every seven days), functions sign in by
 * IAM token as `<name>_writer`, who may read and write all tables, or `<name>_reader`, who may read them. A function
 * of this component makes both and runs the files of `migrations` at each deployment that brings new ones.
 *
 * @throws {ArgsError} for values that AWS would refuse, before anything is registered.
 * @example
 * const orders = new Database("orders", {
 *   network,
 *   migrations: "migrations/orders",
 *   capacity: { min: 0.5, max: 8 },
 * });
 * new LambdaFunction("get-order", { entry: "handlers/get-order.handler.ts", links: { store: orders.reader() } });
 */
export class Database extends pulumi.ComponentResource implements ConnectionLimit, Watched {
  readonly description: string;
  /** Host of the instance that writes. */
  readonly endpoint: pulumi.Output<string>;
  /** Host of the standby where there is one, otherwise of the instance that writes. */
  readonly readerEndpoint: pulumi.Output<string>;
  readonly port: number;
  readonly databaseName: pulumi.Output<string>;
  /** Connections that the capacity range gives, AWS's own included; consumers are measured against it. */
  readonly maxConnections: number;
  /** What was asked for, checked. */
  readonly plan: DatabasePlan;
  readonly nodes: DatabaseNodes;

  private readonly linked: LinkedDatabase;

  constructor(name: string, args: DatabaseArgs | DatabasePlan, opts: pulumi.ComponentResourceOptions = {}) {
    const asked = planDatabase(name, args);
    super(componentType("Database"), name, {}, opts);
    const key = ownKey(asked, this, asked.protected ? "protected" : "throw-away");
    const plan = keyed(asked, key);
    this.plan = plan;
    const make = childrenOf(databaseChildren, this, name, plan.transform);
    const nodes = createCluster(make, plan);
    this.description = `database ${name}`;
    this.maxConnections = maxConnections(plan.capacity);
    this.linked = {
      plan,
      cluster: nodes.cluster,
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
    this.nodes = {
      ...nodes,
      ...(key && { key }),
      ...createMigration(make, this.linked, nodes, this),
      ...createAlarms(make, plan, nodes),
    };
    this.endpoint = nodes.cluster.endpoint;
    this.readerEndpoint = nodes.cluster.readerEndpoint;
    this.port = PORT;
    this.databaseName = nodes.cluster.databaseName;
    this.registerOutputs({
      endpoint: this.endpoint,
      readerEndpoint: this.readerEndpoint,
      port: this.port,
      databaseName: this.databaseName,
    });
  }

  /** Read and write all tables, as `<name>_writer`: `STORE_HOST`, `_PORT`, `_DATABASE`, `_USER` under a link `store`. */
  writer(signIn?: SignIn): Link {
    return this.user(this.plan.writer, this.endpoint, signIn);
  }

  /** Read all tables, as `<name>_reader`, a moment behind the writer where there is a standby. */
  reader(signIn?: SignIn): Link {
    return this.user(this.plan.reader, this.readerEndpoint, signIn);
  }

  widgets(): Widget[] {
    return databaseWidgets(this);
  }

  private user(user: string, host: pulumi.Output<string>, signIn: SignIn = {}): Link {
    checkArgs(this.plan.name, signIn, signInShape);
    if (signIn.connections !== undefined) checkShare(this, signIn.connections);
    const { migration, writer, standby } = this.nodes;
    const ready = [migration, writer, ...(standby ? [standby] : [])];
    return { ...userLink(this.linked, { name: user, host }, ready, signIn), watched: this };
  }

  /** Known where the stack's own provider is used; any other provider may be in another region. */
  private region(): string | undefined {
    return this.getProvider("aws:rds/cluster:Cluster") === undefined ? config.region : undefined;
  }
}
