import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { ServiceError } from "../../../wire/service-error";
import { readPolicy } from "../key-policy";
import type { KeyRecord } from "../key-record";
import type { Keys } from "../keys";

/** Its id is the key's. */
export const keyType = (keys: Keys): ResourceType => ({
  type: "aws:kms/key:Key",
  async create(inputs, context) {
    checkKind(inputs);
    const key = await keys.create({ ...settings(keys, inputs, context), multiRegion: inputs.multiRegion === true });
    return { id: key.id, outputs: { ...inputs, ...shown(key) } };
  },
  async update(id, inputs, _, context) {
    const { rotationDays: __, ...key } = keys.require(id);
    return { ...inputs, ...shown(await keys.keep({ ...key, ...settings(keys, inputs, context) })) };
  },
  async read(id) {
    const key = keys.find(id);
    return key && key.deletionAt === undefined ? shown(key) : undefined;
  },
  async delete(id, { deletionWindowInDays: days = 30 }) {
    const key = keys.find(id);
    if (key && key.deletionAt === undefined) await keys.schedule(key, Number(days));
  },
});

const checkKind = ({
  customerMasterKeySpec: spec = "SYMMETRIC_DEFAULT",
  keyUsage: usage = "ENCRYPT_DECRYPT",
}: Properties) => {
  if (spec === "SYMMETRIC_DEFAULT" && usage === "ENCRYPT_DECRYPT") return;
  throw new ServiceError("NotEmulatedByLocalCloud", `keys of ${spec} for ${usage} are not emulated`, 501);
};

const settings = (keys: Keys, inputs: Properties, { defaultTags }: ResourceContext) => {
  const { policy, description = "", isEnabled, enableKeyRotation, rotationPeriodInDays, tags } = inputs;
  const text = policy === undefined ? keys.defaultPolicy() : String(policy);
  readPolicy(text);
  return {
    policy: text,
    description: String(description),
    enabled: isEnabled !== false,
    tags: { ...defaultTags, ...(tags as Record<string, string> | undefined) }, // text by the provider's schema
    ...(enableKeyRotation === true ? { rotationDays: Number(rotationPeriodInDays ?? 365) } : {}),
  };
};

const shown = (key: KeyRecord): Properties => ({
  arn: key.arn,
  keyId: key.id,
  description: key.description,
  policy: key.policy,
  isEnabled: key.enabled,
  enableKeyRotation: key.rotationDays !== undefined,
  ...(key.rotationDays === undefined ? {} : { rotationPeriodInDays: key.rotationDays }),
  multiRegion: key.multiRegion,
  keyUsage: "ENCRYPT_DECRYPT",
  customerMasterKeySpec: "SYMMETRIC_DEFAULT",
  tagsAll: key.tags,
});
