import * as cloudfront from "@pulumi/aws/cloudfront";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const apiFrontChildren = () => ({ distribution: cloudfront.Distribution });

export type ApiFrontTransform = TransformOf<typeof apiFrontChildren>;

export type ApiFrontNodes = NodesOf<typeof apiFrontChildren>;

export type MakeApiFrontChild = Make<typeof apiFrontChildren>;
