import * as z from "zod";
import type { Cloud } from "../../../cloud/cloud";
import type { Call } from "../../../wire/operations/operation";
import { type Right, resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { EncryptionContext, KeyRecord } from "../key-record";
import type { Keys } from "../keys";
import { asked } from "../permission";

/** What operations of KMS may touch. */
export interface KmsParts {
  readonly keys: Keys;
  readonly cloud: Pick<Cloud, "access" | "account" | "clock">;
}

export const KeyId = z.string().min(1).max(2_048);
export const Context = z.record(z.string(), z.string()).optional();
/** Grants count at once here: a token makes none count earlier. */
export const GrantTokens = z.array(z.string()).max(10).optional();
export const DryRun = z.boolean().default(false);
export const Algorithm = z.literal("SYMMETRIC_DEFAULT").optional();
export const Limit = z.int().min(1).max(1_000).default(100);
export const Marker = z.string().optional();
export const Tags = z.array(z.object({ TagKey: z.string().min(1).max(128), TagValue: z.string().max(256) }));

interface NamesKey {
  readonly KeyId: string;
  readonly EncryptionContext?: EncryptionContext | undefined;
}

/** The right to do something with the key that a call names, whatever its state. */
export const onKey = <Input extends NamesKey>(action: string): Right<KmsParts, Input, KeyRecord, Call> => ({
  action,
  on: ({ keys }, { KeyId: named, EncryptionContext: context }, { principal }) => {
    const key = keys.require(named);
    return resource(asked(keys, principal, action, key, { context, named }), () => key);
  },
});

/** The same of a use of its material, for which it has to be enabled. */
export const usingKey = <Input extends NamesKey>(action: string): Right<KmsParts, Input, KeyRecord, Call> => {
  const right = onKey<Input>(action);
  return {
    action,
    on: (services, input, call) => {
      const { asked } = right.on(services, input, call);
      return { asked, target: () => services.keys.requireUsable(input.KeyId) };
    },
  };
};

/** fidelity: observed: DryRunOperationException, of a call that would have gone through */
export const endDryRun = (dryRun: boolean): void => {
  if (!dryRun) return;
  throw new ServiceError(
    "DryRunOperationException",
    "The request would have succeeded, but the DryRun option is set.",
    412,
  );
};

/** fidelity: observed: texts of TagResource and CreateKey */
export const tagsOf = (tags: z.output<typeof Tags>, had: Readonly<Record<string, string>> = {}) => {
  const keys = tags.map(({ TagKey }) => TagKey);
  const refused = (message: string) => new ServiceError("TagException", message);
  if (keys.some((key) => /^aws:/i.test(key))) throw refused("Tags beginning with aws: are reserved");
  if (new Set(keys).size < keys.length) throw refused("Duplicate tag keys");
  const all = { ...had, ...Object.fromEntries(tags.map(({ TagKey, TagValue }) => [TagKey, TagValue])) };
  if (Object.keys(all).length > 50) throw refused("Too many tags");
  return all;
};
