/** Link of a rotation function to the master user of a database; it sets what that of a migration does. */
export const MASTER_LINK = "master";

/** Link of a rotation function to its secret. */
export const ROTATED_SECRET_LINK = "rotated";

/** Variables that say what a rotation function makes. */
export const ROTATED_USER = "ROTATED_USER";
export const ROTATED_USERS = "ROTATED_USERS";
export const VALUE_LENGTH = "VALUE_LENGTH";

/** Who signs in with the value of a secret: always the same user, or two by turns. */
export type RotatedUsers = "single" | "alternating";

/** What the deployment asks of a rotation function, once: the first value, where there is none. */
export interface InitialRequest {
  readonly Step: "firstValue";
  readonly SecretId: string;
}
