import * as appautoscaling from "@pulumi/aws/appautoscaling";
import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import * as dynamodb from "@pulumi/aws/dynamodb";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { OwnKey } from "../../operations/key/key";

export const tableChildren = () => ({
  table: dynamodb.Table,
  scalingTarget: appautoscaling.Target,
  scalingPolicy: appautoscaling.Policy,
  throttlesAlarm: MetricAlarm,
  errorsAlarm: MetricAlarm,
});

export type TableTransform = TransformOf<typeof tableChildren>;

/**
 * What scales is known by `read` and `write`, and by `by-city-read` for an index; alarms on throttled requests by
 * `table` and the names of the indexes. Alarms are there as `alarms` says.
 */
export type TableNodes = NodesOf<
  typeof tableChildren,
  { scalingTarget: "by key"; scalingPolicy: "by key"; throttlesAlarm: "by key"; errorsAlarm: "optional" }
> &
  OwnKey;

export type MakeTableChild = Make<typeof tableChildren>;
