import * as pulumi from "@pulumi/pulumi";
import type * as z from "zod";
import { either, input, object, type Shape, text } from "./args-shape";

/** Where alarms of a component go. An `Alarms` component is one. */
export interface AlarmSettings {
  /** ARN of the SNS topic that is told when the alarm goes off and when all is well again. */
  readonly topicArn: pulumi.Input<string>;
}

export const topicArn = input(text("the ARN of a topic")).optional();

/** The shape of a component's alarms; `false` is none. */
export const alarmsShape = <Args>(shape: Shape<Args>): z.ZodOptional =>
  either(
    (value) => value === false || (pulumi.Resource.isInstance(value) && "topicArn" in value),
    object<Args>(shape, "an Alarms component, false"),
  ).optional();
