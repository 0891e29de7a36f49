import type { Adapter, AdapterPayload } from "oidc-provider";
import type { Storage } from "../data/storage";
import { publicClient } from "./clients";

interface Kept {
  readonly payload: AdapterPayload;
  /** Milliseconds. */
  readonly expiresAt?: number;
}

/** None that oidc-provider makes is longer; what callers send may be. */
const ID_LENGTH = 128;

/** Sessions, codes, grants and refresh tokens of the identity provider, kept with the data: a restart signs nobody out. */
export const keptModels = (storage: Storage): ((model: string) => Adapter) => {
  const kept = storage.collection<Kept>("identity-provider");
  const all = (model = "") => [...kept.entries(model)].filter(([key]) => key.startsWith(model));
  for (const [key, { expiresAt }] of all()) if (isOver(expiresAt)) void kept.remove(key);
  return (model) => {
    const keyOf = (id: string) => `${model} ${id}`;
    const find = async (id: string) => {
      if (id.length > ID_LENGTH) return undefined;
      if (model === "Client") return publicClient(id);
      const found = kept.get(keyOf(id));
      return isOver(found?.expiresAt) ? undefined : found?.payload;
    };
    const findBy = async (member: "uid" | "userCode", value: string) =>
      all(`${model} `).find(([, { payload, expiresAt }]) => payload[member] === value && !isOver(expiresAt))?.[1]
        .payload;
    return {
      find,
      findByUid: (uid) => findBy("uid", uid),
      findByUserCode: (userCode) => findBy("userCode", userCode),
      upsert: (id, payload, seconds) =>
        kept.put(keyOf(id), { payload, ...(seconds ? { expiresAt: Date.now() + seconds * 1000 } : {}) }),
      async consume(id) {
        const found = kept.get(keyOf(id));
        const consumed = Math.floor(Date.now() / 1000);
        if (found) await kept.put(keyOf(id), { ...found, payload: { ...found.payload, consumed } });
      },
      destroy: (id) => kept.remove(keyOf(id)),
      async revokeByGrantId(grantId) {
        const granted = all().filter(([, { payload }]) => payload.grantId === grantId);
        await Promise.all(granted.map(([key]) => kept.remove(key)));
      },
    };
  };
};

const isOver = (expiresAt: number | undefined): boolean => expiresAt !== undefined && expiresAt <= Date.now();
