import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { ServiceError } from "../../../wire/service-error";
import { type ControlPlane, newId } from "../control/control-plane";

const STORE = "aws:cloudfront/keyValueStore:KeyValueStore";
const KEY = "aws:cloudfront/keyvaluestoreKey:KeyvaluestoreKey";

/** `aws.cloudfront.KeyValueStore`: what functions that are associated with it read. */
export const keyValueStoreType = ({ store, cloud }: ControlPlane): ResourceType => ({
  type: STORE,
  async create(inputs, context) {
    const { id, outputs } = recorded(STORE, inputs, context);
    const now = new Date(cloud.clock.now()).toISOString();
    const made = { ...outputs, etag: newId("E"), lastModifiedTime: now };
    const known = store.keyValueStores.get(id);
    await store.keyValueStores.put(id, { id, arn: String(outputs.arn), created: known?.created ?? now, outputs: made });
    return { id, outputs: made };
  },
  async update(id, inputs, { outputs }) {
    const known = store.keyValueStores.get(id);
    const made = { ...outputs, ...inputs, etag: newId("E") };
    if (known) await store.keyValueStores.put(id, { ...known, outputs: made });
    return made;
  },
  async read(id) {
    return store.keyValueStores.get(id)?.outputs;
  },
  async delete(id) {
    const arn = store.keyValueStores.get(id)?.arn;
    const users = [...store.functions.entries()].filter(([, { live, store: own }]) => [live?.store, own].includes(arn));
    if (arn !== undefined && users.length > 0) {
      throw new ServiceError(
        "CannotDeleteEntityWhileInUse",
        `The key value store ${id} is used by ${users[0]?.[0]}.`,
        409,
      );
    }
    for (const [key] of [...store.keyValues.entries(`${arn},`)]) {
      if (key.startsWith(`${arn},`)) await store.keyValues.remove(key);
    }
    await store.keyValueStores.remove(id);
  },
});

/** `aws.cloudfront.KeyvaluestoreKey`: one value. */
export const keyValueType = ({ store, cloud }: ControlPlane): ResourceType => {
  const put = async ({ keyValueStoreArn, key, value }: Properties): Promise<Properties> => {
    const arn = String(keyValueStoreArn);
    if (![...store.keyValueStores.entries()].some(([, known]) => known.arn === arn)) {
      throw new ServiceError("ResourceNotFoundException", `The key value store ${arn} does not exist.`, 404);
    }
    await store.keyValues.put(`${arn},${key}`, { value: String(value), changed: cloud.clock.now() });
    return { keyValueStoreArn, key, value, totalSizeInBytes: sizeOf(arn) };
  };
  const sizeOf = (arn: string): number => {
    let size = 0;
    for (const [name, { value }] of store.keyValues.entries(`${arn},`)) {
      if (name.startsWith(`${arn},`)) size += Buffer.byteLength(name.slice(arn.length + 1)) + Buffer.byteLength(value);
    }
    return size;
  };
  return {
    type: KEY,
    create: async (inputs) => ({ id: `${inputs.keyValueStoreArn},${inputs.key}`, outputs: await put(inputs) }),
    update: (_, inputs) => put(inputs),
    async read(id) {
      const known = store.keyValues.get(id);
      const [, arn = "", key = ""] = /^([^,]*),([\s\S]*)$/.exec(id) ?? [];
      return known && { keyValueStoreArn: arn, key, value: known.value, totalSizeInBytes: sizeOf(arn) };
    },
    delete: (id) => store.keyValues.remove(id),
  };
};
