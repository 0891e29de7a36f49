import * as kms from "@pulumi/aws/kms";
import type { NodesOf, TransformOf } from "../../core/component/children";

export const keyChildren = () => ({ key: kms.Key, alias: kms.Alias });

export type KeyTransform = TransformOf<typeof keyChildren>;

export type KeyNodes = NodesOf<typeof keyChildren>;
