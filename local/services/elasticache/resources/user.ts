import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { AccessStringError, readAccessString } from "../access-string";
import type { UserRecord, Users } from "../users";

const TYPE = "aws:elasticache/user:User";

export const userType = ({ users, groups }: Users): ResourceType => ({
  type: TYPE,
  check: ({ accessString, authenticationMode, userId, userName }) => {
    const found: { property: string; reason: string }[] = [];
    try {
      if (typeof accessString === "string") readAccessString(accessString);
    } catch (error) {
      if (!(error instanceof AccessStringError)) throw error;
      found.push({ property: "accessString", reason: `must be an access string: ${error.message}` });
    }
    // fidelity: docs: ElastiCache user guide, "Authenticating with IAM", limitations
    if (kindOf(authenticationMode) === "iam" && typeof userId === "string" && typeof userName === "string")
      if (userId !== userName)
        found.push({
          property: "userName",
          reason: `must be userId for a user who signs in by IAM (it is "${userName}")`,
        });
    return found;
  },
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    await users.put(id, record(id, outputs));
    return { id, outputs };
  },
  async update(id, inputs, olds) {
    const outputs = { ...olds.outputs, ...inputs };
    await users.put(id, record(id, outputs));
    return outputs;
  },
  async read(id) {
    const user = users.get(id);
    return user && { userId: id, userName: user.name, accessString: user.accessString, arn: user.arn };
  },
  async delete(id) {
    for (const [group, members] of [...groups.entries()])
      if (members.includes(id))
        await groups.put(
          group,
          members.filter((each) => each !== id),
        );
    await users.remove(id);
  },
});

const kindOf = (mode: unknown): string | undefined =>
  typeof mode === "object" && mode !== null && "type" in mode ? String(mode.type) : undefined;

const record = (id: string, outputs: Properties): UserRecord => ({
  id,
  arn: String(outputs.arn),
  name: String(outputs.userName),
  accessString: String(outputs.accessString),
  authentication: authentication(outputs),
});

const authentication = ({
  authenticationMode,
  noPasswordRequired,
  passwords,
}: Properties): UserRecord["authentication"] => {
  const kind = kindOf(authenticationMode);
  if (kind === "iam") return { kind: "iam" };
  const given =
    (authenticationMode as { passwords?: string[] } | undefined)?.passwords ?? (passwords as string[] | undefined);
  if (kind === "no-password-required" || noPasswordRequired === true || !given) return { kind: "none" };
  return { kind: "password", passwords: given };
};
