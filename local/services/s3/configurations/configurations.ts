import type { OwnershipControls, PublicAccessBlock } from "./access";
import type { Cors } from "./cors";
import type { BucketEncryption } from "./encryption";
import type { Lifecycle } from "./lifecycle";
import type { Logging } from "./logging";
import type { Notification } from "./notification";
import type { Website } from "./website";

/** What is configured of a bucket, in the words of the API; what is absent was not, or was taken away. */
export interface Configurations {
  readonly cors?: Cors;
  readonly encryption?: BucketEncryption;
  readonly lifecycle?: Lifecycle;
  readonly logging?: Logging;
  readonly notification?: Notification;
  readonly ownership?: OwnershipControls;
  readonly publicAccessBlock?: PublicAccessBlock;
  readonly website?: Website;
}
