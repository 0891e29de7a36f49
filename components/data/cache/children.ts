import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import { SecurityGroup } from "@pulumi/aws/ec2";
import {
  ReplicationGroup,
  ServerlessCache,
  SubnetGroup,
  User,
  UserGroup,
  UserGroupAssociation,
} from "@pulumi/aws/elasticache";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { OwnKey } from "../../operations/key/key";

export const cacheChildren = () => ({
  serverless: ServerlessCache,
  nodes: ReplicationGroup,
  subnets: SubnetGroup,
  securityGroup: SecurityGroup,
  userGroup: UserGroup,
  user: User,
  membership: UserGroupAssociation,
  alarm: MetricAlarm,
});

export type CacheTransform = TransformOf<typeof cacheChildren>;

/** One of `serverless` and `nodes` is there; users and their memberships by verb and prefix, as links are asked for. */
export type CacheNodesMade = NodesOf<
  typeof cacheChildren,
  {
    serverless: "optional";
    nodes: "optional";
    subnets: "optional";
    user: "by key";
    membership: "by key";
    alarm: "by key";
  }
> &
  OwnKey;

export type MakeCacheChild = Make<typeof cacheChildren>;
