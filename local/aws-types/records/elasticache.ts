import { type AwsTypes, here } from "../aws-type";
import { hyphened } from "../name-rule";

export const ELASTICACHE: AwsTypes = {
  "aws:elasticache/cluster:Cluster": {
    // fidelity: observed: provider/resources.go of pulumi-aws, AutoNameTransform
    name: { ...hyphened(50), property: "clusterId" },
    arn: here("elasticache", "cluster:"),
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
