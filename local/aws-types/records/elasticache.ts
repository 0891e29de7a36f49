import { type AwsTypes, here, text } from "../aws-type";
import { hyphened } from "../name-rule";

export const ELASTICACHE: AwsTypes = {
  "aws:elasticache/cluster:Cluster": {
    // fidelity: observed: provider/resources.go of pulumi-aws, AutoNameTransform
    name: { ...hyphened(50), property: "clusterId" },
    arn: here("elasticache", "cluster:"),
    // fidelity: observed: resourceCluster of the provider: CustomizeDiff
    replacedBy: ({ olds, news }) => [
      ...(news.engine === "memcached" && olds.nodeType !== news.nodeType ? ["nodeType"] : []),
      ...(Number.parseFloat(text(news.engineVersion)) < Number.parseFloat(text(olds.engineVersion))
        ? ["engineVersion"]
        : []),
    ],
    replaceOn: [
      "availabilityZone",
      "engine",
      "networkType",
      "port",
      "replicationGroupId",
      "snapshotArns",
      "snapshotName",
      "subnetGroupName",
      "transitEncryptionEnabled",
    ],
  },
};
