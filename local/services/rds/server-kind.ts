import { ServiceError } from "../../wire/service-error";

/** How clusters of Aurora and instances of RDS differ as records, and in what AWS says of them. */
export interface ServerKind {
  readonly name: "cluster" | "instance";
  /** Of records, in the storage. */
  readonly collection: string;
  readonly parameterGroups: string;
  /** Below the data folder. */
  readonly folder: string;
  notFound(identifier: string): ServiceError;
  isProtected(): ServiceError;
  snapshotExists(snapshot: string): ServiceError;
  groupInUse(group: string): ServiceError;
}

export const CLUSTER: ServerKind = {
  name: "cluster",
  collection: "rds/clusters",
  parameterGroups: "rds/cluster-parameter-groups",
  folder: "rds",
  notFound: (identifier) => new ServiceError("DBClusterNotFoundFault", `DBCluster ${identifier} not found.`, 404),
  isProtected: () =>
    new ServiceError(
      "InvalidParameterCombination",
      "Cannot delete protected Cluster, please disable deletion protection and try again.",
    ),
  snapshotExists: (snapshot) =>
    new ServiceError(
      "DBClusterSnapshotAlreadyExistsFault",
      `Cannot create the cluster snapshot because one with the identifier ${snapshot} already exists.`,
    ),
  // fidelity: observed: DeleteDBClusterParameterGroup
  groupInUse: (group) =>
    new ServiceError(
      "InvalidDBParameterGroupState",
      `One or more database clusters are still members of this parameter group ${group}, so the group cannot be deleted`,
    ),
};

export const INSTANCE: ServerKind = {
  name: "instance",
  collection: "rds/instances",
  parameterGroups: "rds/parameter-groups",
  folder: "rds-instances",
  // fidelity: observed: DeleteDBInstance and DescribeDBInstances, as in reports to the Terraform provider
  notFound: (identifier) => new ServiceError("DBInstanceNotFound", `DBInstance ${identifier} not found.`, 404),
  isProtected: () =>
    new ServiceError(
      "InvalidParameterCombination",
      "Cannot delete protected DB Instance, please disable deletion protection and try again.",
    ),
  snapshotExists: (snapshot) =>
    new ServiceError(
      "DBSnapshotAlreadyExists",
      `Cannot create the snapshot because a snapshot with the identifier ${snapshot} already exists.`,
    ),
  groupInUse: (group) =>
    new ServiceError(
      "InvalidDBParameterGroupState",
      `One or more database instances are still members of this parameter group ${group}, so the group cannot be deleted`,
    ),
};
