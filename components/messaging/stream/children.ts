import * as kinesis from "@pulumi/aws/kinesis";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { OwnKey } from "../../operations/key/key";

export const streamChildren = () => ({ stream: kinesis.Stream });

export type StreamTransform = TransformOf<typeof streamChildren>;

export type StreamNodes = NodesOf<typeof streamChildren> & OwnKey;

export type MakeStreamChild = Make<typeof streamChildren>;
