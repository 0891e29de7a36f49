import { sendCode } from "../mail/codes";
import { Contact } from "../settings/shapes";
import type { Occasion } from "../triggers/custom-message";
import type { Metadata } from "../triggers/fire";
import type { UserPoolRecord, UserPools, UserRecord } from "../user-pools";
import { changeUser, withAttributes } from "./users";

/** Changes attributes; a code goes to each other address that the pool verifies, some of which count only then. */
// fidelity: docs: UserAttributeUpdateSettingsType; "Configuring email or phone verification"
export const updateAttributes = async (
  pools: UserPools,
  { pool, user }: { readonly pool: UserPoolRecord; readonly user: UserRecord },
  change: Readonly<Record<string, string>>,
  call: { readonly client?: string; readonly metadata?: Metadata | undefined },
) => {
  const { AutoVerifiedAttributes = [], UserAttributeUpdateSettings: settings } = pool.settings ?? {};
  const first = settings?.AttributesRequireVerificationBeforeUpdate ?? [];
  const other = Contact.options.filter((to) => {
    const verified = /^true$/i.test(change[`${to}_verified`] ?? "");
    return change[to] && change[to] !== user.attributes[to] && AutoVerifiedAttributes.includes(to) && !verified;
  });
  const waiting = other.filter((to) => first.includes(to));
  const now = Object.fromEntries(Object.entries(change).filter(([name]) => !waiting.some((to) => to === name)));
  const changed = await changeUser(pools, user, (known) => ({ attributes: withAttributes(known, now) }));
  const occasion: Occasion = "UpdateUserAttribute";
  const sent = [];
  for (const to of other) {
    const address = waiting.includes(to) ? { address: change[to] ?? "" } : {};
    sent.push(await sendCode(pools, changed, { purpose: to, to, occasion, ...address, ...call }));
  }
  return sent;
};
