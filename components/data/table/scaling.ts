import type * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import { childName } from "../../core/component/naming";
import type { CapacitySettings, UnitSettings } from "./capacity";
import type { MakeTableChild, TableNodes } from "./children";
import type { TablePlan } from "./plan";

/** What scales: the reads or the writes of a table or of an index. */
interface Dimension {
  /** `read`, `by-city-write` */
  readonly role: string;
  readonly units: UnitSettings;
  /** `table/shows-1234567`, `table/shows-1234567/index/by-city` */
  readonly resourceId: pulumi.Output<string>;
  /** `dynamodb:table:ReadCapacityUnits` */
  readonly scalable: string;
  readonly metric: string;
}

/** Moves the units of a table and its indexes with the load, where they have a range. */
export const createScaling = (
  make: MakeTableChild,
  plan: TablePlan,
  table: dynamodb.Table,
): Pick<TableNodes, "scalingTarget" | "scalingPolicy"> => {
  const scaled = dimensions(plan, table).map((dimension) => [dimension.role, scale(make, dimension)] as const);
  return {
    scalingTarget: Object.fromEntries(scaled.map(([role, { target }]) => [role, target])),
    scalingPolicy: Object.fromEntries(scaled.map(([role, { policy }]) => [role, policy])),
  };
};

const scale = (make: MakeTableChild, { role, units, resourceId, scalable, metric }: Dimension) => {
  const target = make("scalingTarget", `${role}-scaling`, {
    serviceNamespace: "dynamodb",
    resourceId,
    scalableDimension: scalable,
    minCapacity: units.min,
    maxCapacity: units.max,
  });
  const policy = make("scalingPolicy", `${role}-scaling`, {
    policyType: "TargetTrackingScaling",
    serviceNamespace: target.serviceNamespace,
    resourceId: target.resourceId,
    scalableDimension: target.scalableDimension,
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: metric },
      targetValue: units.target ?? 0,
    },
  });
  return { target, policy };
};

const dimensions = ({ capacity, indexes }: TablePlan, table: dynamodb.Table): Dimension[] => {
  const ofTable = pulumi.interpolate`table/${table.name}`;
  return [
    ...ranges(capacity, "table", undefined, ofTable),
    ...indexes.flatMap((index) =>
      ranges(index.capacity, "index", index.name, pulumi.interpolate`${ofTable}/index/${index.name}`),
    ),
  ];
};

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html (read 2026-11) */
const ranges = (
  capacity: CapacitySettings | undefined,
  kind: "table" | "index",
  index: string | undefined,
  resourceId: pulumi.Output<string>,
): Dimension[] =>
  (["read", "write"] as const).flatMap((verb) => {
    const units = capacity?.[verb];
    if (units?.target === undefined) return [];
    const word = verb === "read" ? "Read" : "Write";
    return [
      {
        role: index === undefined ? verb : childName(index, verb),
        units,
        resourceId,
        scalable: `dynamodb:${kind}:${word}CapacityUnits`,
        metric: `DynamoDB${word}CapacityUtilization`,
      },
    ];
  });

/** Units that AWS moves are not the program's any more. */
export const scaledInputs = ({ capacity }: TablePlan): string[] =>
  (["read", "write"] as const).flatMap((verb) => (capacity?.[verb].target === undefined ? [] : [`${verb}Capacity`]));
