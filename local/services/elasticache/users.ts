import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";

export interface UserRecord {
  readonly id: string;
  readonly arn: string;
  /** By which it signs in; several users may have the same one in different groups. */
  readonly name: string;
  readonly accessString: string;
  readonly authentication:
    | { readonly kind: "iam" }
    | { readonly kind: "none" }
    | { readonly kind: "password"; readonly passwords: readonly string[] };
}

/** The users of caches and their groups. */
export class Users {
  readonly users: Collection<UserRecord>;
  /** Ids of the users of a group. */
  readonly groups: Collection<readonly string[]>;

  constructor(cloud: Pick<Cloud, "storage">) {
    this.users = cloud.storage.collection("elasticache/users");
    this.groups = cloud.storage.collection("elasticache/user-groups");
  }

  /** The user of a group who signs in by this name. */
  named(group: string, name: string): UserRecord | undefined {
    return (this.groups.get(group) ?? []).map((id) => this.users.get(id)).find((user) => user?.name === name);
  }

  async join(group: string, user: string): Promise<void> {
    const members = this.groups.get(group) ?? [];
    if (!members.includes(user)) await this.groups.put(group, [...members, user]);
  }

  async leave(group: string, user: string): Promise<void> {
    const members = this.groups.get(group);
    if (members?.includes(user))
      await this.groups.put(
        group,
        members.filter((each) => each !== user),
      );
  }
}
