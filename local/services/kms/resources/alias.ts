import { nameOf } from "../../../aws-types/resource-names";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { AliasRecord } from "../key-record";
import type { Keys } from "../keys";

const TYPE = "aws:kms/alias:Alias";

/** Its id is its name. */
export const aliasType = (keys: Keys): ResourceType => {
  const put = async (name: string, inputs: Properties) =>
    shown(keys, await keys.putAlias(name, keys.require(String(inputs.targetKeyId)).id), inputs.targetKeyId);
  return {
    type: TYPE,
    async create(inputs, context) {
      const name = nameOf(TYPE, inputs, context);
      return { id: name, outputs: { ...inputs, ...(await put(name, inputs)) } };
    },
    update: async (id, inputs) => ({ ...inputs, ...(await put(id, inputs)) }),
    async read(id, { targetKeyId }) {
      const alias = keys.alias(id);
      return alias && shown(keys, alias, targetKeyId);
    },
    delete: (id) => keys.removeAlias(id),
  };
};

/** A program may name the key by its ARN. */
const shown = (keys: Keys, { name, keyId }: AliasRecord, named: unknown): Properties => ({
  name,
  arn: keys.arn(name),
  targetKeyId: named === keys.arn(`key/${keyId}`) ? named : keyId,
  targetKeyArn: keys.arn(`key/${keyId}`),
});
