import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { Link } from "../../core/rights/link";
import type { StreamSource } from "../../core/stream-source";
import type { Target } from "../../core/target";
import type { Watched, Widget } from "../../core/widget";
import type { Work } from "../../core/work";
import { keyed, ownKey } from "../../operations/key/key";
import { createAlarms } from "./alarms";
import type { TableArgs } from "./args";
import { type MakeTableChild, type TableNodes, tableChildren } from "./children";
import { tableDefinition } from "./definition";
import { indexLink, type LinkedTable, queryGrants, readGrants, streamGrants, tableLink, writeGrants } from "./links";
import { checkNarrowing, checkReading, type Narrowing, type TableReading } from "./narrowing";
import { planTable, type TablePlan } from "./plan";
import { createScaling, scaledInputs } from "./scaling";
import { streamFacts } from "./stream";
import { queryTarget } from "./targets/query-target";
import { getTarget, putTarget } from "./targets/target";
import type { GetArgs, PutArgs, QueryArgs } from "./targets/target-args";
import { tableWidgets } from "./widgets";
import { type ItemOperation, itemWork } from "./work";

/**
 * A DynamoDB table: encrypted, with any second of the last 35 days to go back to, on demand, alarmed.
 *
 * What needs another table (another key, another local index) is refused as long as the table is protected. Global
 * indexes come and go one after another, each while the table works on.
 *
 * @throws {ArgsError} for values that AWS would refuse, before anything is registered.
 * @example
 * const tickets = new Table("tickets", {
 *   key: { partition: "holder", sort: "ticketId" },
 *   indexes: { "by-show": { partition: "showId", sort: "seat" } },
 *   stream: "both images",
 * });
 * new LambdaFunction("sell", { entry: "handlers/sell.handler.ts", links: { tickets: tickets.write() } });
 */
export class Table extends pulumi.ComponentResource implements Watched {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** What was asked for, checked. */
  readonly plan: TablePlan;
  readonly nodes: TableNodes;

  private readonly linked: LinkedTable;

  constructor(name: string, args: TableArgs | TablePlan, opts: pulumi.ComponentResourceOptions = {}) {
    const asked = planTable(name, args);
    super(componentType("Table"), name, {}, opts);
    const key = ownKey(asked, this, asked.protected ? "protected" : "throw-away");
    const plan = keyed(asked, key);
    this.plan = plan;
    const made = createNodes(childrenOf(tableChildren, this, name, plan.transform), plan);
    this.nodes = { ...made, ...(key && { key }) };
    const { table } = this.nodes;
    this.linked = { plan, table, watched: this };
    this.name = table.name;
    this.arn = table.arn;
    this.registerOutputs({ name: this.name, arn: this.arn });
  }

  /**
   * To get items, one or many, and to query the table and its indexes: `SHOWS_TABLE_NAME` under a link `shows`. Where
   * leading keys are named, of the table and its local indexes alone.
   */
  read(reading: TableReading = {}): Link {
    checkReading(this.plan.name, "read", reading);
    return tableLink(this.linked, "read", readGrants(this.linked, reading));
  }

  /** To put, update and delete items, one or many; where attributes are named, to update them alone. */
  write(narrowing: Narrowing = {}): Link {
    checkNarrowing(this.plan.name, "write", narrowing);
    return tableLink(this.linked, "write", writeGrants(this.linked, narrowing));
  }

  /** What `read` and `write` give, as one link. */
  readWrite(reading: TableReading = {}): Link {
    checkReading(this.plan.name, "readWrite", reading);
    const { scan: _, ...narrowing } = reading;
    const grants = [...readGrants(this.linked, reading), ...writeGrants(this.linked, narrowing)];
    return tableLink(this.linked, "read and write", grants);
  }

  /**
   * To query one index and nothing else: `BY_CITY_TABLE_NAME` and `BY_CITY_INDEX_NAME` under a link `byCity`.
   *
   * @throws {ArgsError} for an index that the table does not have.
   */
  query(index: string, reading?: TableReading): Link;
  /** Where a route answers with the items of a partition, in order and page by page. */
  query(args: QueryArgs): Target;
  query(given: string | QueryArgs, reading: TableReading = {}): Link | Target {
    if (typeof given !== "string") return queryTarget(this.linked, given);
    checkReading(this.plan.name, "query", reading);
    const { indexes, localIndexes, name } = this.plan;
    const known = [...indexes, ...localIndexes].map((index) => index.name);
    if (!known.includes(given))
      throw new ArgsError(
        name,
        "query",
        `must name an index of the table (it is ${JSON.stringify(given)}, ${known.length === 0 ? "there is none" : `there are ${known.join(", ")}`})`,
      );
    return indexLink(this.linked, given, queryGrants(this.linked, given, reading));
  }

  /** Where a route answers with one item, 404 where there is none. */
  get(args: GetArgs): Target {
    return getTarget(this.linked, args);
  }

  /** Where a route stores its body as an item, 409 where there is one already. */
  put(args: PutArgs): Target {
    return putTarget(this.linked, args);
  }

  /**
   * What a state of a workflow does with one item: its `input` is what DynamoDB takes besides the table,
   * `{ Key: { id: { "S.$": "$.id" } } }`.
   */
  item(operation: ItemOperation): Work {
    return itemWork(this.linked, operation);
  }

  /**
   * Its changes, for a `StreamConsumer`.
   *
   * @throws {ArgsError} for a table without a stream.
   */
  stream(): StreamSource {
    return { ...streamFacts(this.plan), arn: this.nodes.table.streamArn, grants: streamGrants(this.linked) };
  }

  widgets(): Widget[] {
    return tableWidgets(this);
  }
}

const createNodes = (make: MakeTableChild, plan: TablePlan): TableNodes => {
  const table = make("table", undefined, tableDefinition(plan), {
    protect: plan.protected,
    ignoreChanges: scaledInputs(plan),
  });
  return { table, ...createScaling(make, plan, table), ...createAlarms(make, plan, table) };
};
