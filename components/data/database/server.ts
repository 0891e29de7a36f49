import type * as pulumi from "@pulumi/pulumi";

/** Where a user signs in. */
export interface SignInPoint {
  readonly host: pulumi.Output<string>;
  /** Names it in `rds-db:connect`: `cluster-ABC…`, `db-ABC…`. */
  readonly resourceId: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
}

/** What runs a database, whichever kind it is. */
export interface Server {
  readonly kind: "cluster" | "instance";
  readonly writer: SignInPoint;
  /** Those that a reader may choose from. */
  readonly readers: readonly [SignInPoint, ...SignInPoint[]];
  readonly databaseName: pulumi.Output<string>;
  /** The instances that answer. */
  readonly instances: readonly [pulumi.Resource, ...pulumi.Resource[]];
  /**
   * How the master signs in: by the password of a secret that RDS keeps, or by IAM token, once the first migration has
   * taken the password away that it was made with.
   */
  readonly master: { readonly secretArn: pulumi.Output<string> } | { readonly firstPassword: pulumi.Output<string> };
}

/** The user that runs migrations. */
export const MASTER_USER = "postgres";
