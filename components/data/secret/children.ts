import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import { Invocation, Permission } from "@pulumi/aws/lambda";
import { Secret, SecretRotation, SecretVersion } from "@pulumi/aws/secretsmanager";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { LambdaFunctionTransform } from "../../logic/function/children";
import type { LambdaFunction } from "../../logic/function/lambda-function";
import type { OwnKey } from "../../operations/key/key";

export const secretChildren = () => ({
  secret: Secret,
  version: SecretVersion,
  permission: Permission,
  firstValue: Invocation,
  rotation: SecretRotation,
  rotationAlarm: MetricAlarm,
});

export interface SecretTransform extends TransformOf<typeof secretChildren> {
  /** Of the function that rotates. */
  readonly rotate?: LambdaFunctionTransform;
}

/** The version is there with `value`, all others with `rotation`, the alarm unless `alarms` is false. */
export type SecretNodes = NodesOf<
  typeof secretChildren,
  {
    version: "optional";
    permission: "optional";
    firstValue: "optional";
    rotation: "optional";
    rotationAlarm: "optional";
  }
> &
  OwnKey & { readonly rotate?: LambdaFunction };

export type MakeSecretChild = Make<typeof secretChildren>;
