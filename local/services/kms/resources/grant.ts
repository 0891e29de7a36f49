import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { GrantConstraints, KeyGrant, KeyRecord } from "../key-record";
import type { Keys } from "../keys";
import { grantOf, withoutGrant } from "../operations/grants";

/** Its id is `keyId:grantId`. */
export const grantType = (keys: Keys): ResourceType => {
  const find = (id: string): { key: KeyRecord; grant: KeyGrant } | undefined => {
    const [, keyId = "", grantId = ""] = /^(.*):([^:]+)$/.exec(id) ?? [];
    const key = keys.find(keyId);
    const grant = key?.grants.find((each) => each.id === grantId);
    return key && grant ? { key, grant } : undefined;
  };
  return {
    type: "aws:kms/grant:Grant",
    async create(inputs) {
      const key = keys.requireUsable(String(inputs.keyId));
      const { grant, known } = grantOf(key, wanted(inputs), keys.cloud.clock.now());
      if (!known) await keys.keep({ ...key, grants: [...key.grants, grant] });
      return { id: `${inputs.keyId}:${grant.id}`, outputs: { ...inputs, grantId: grant.id, grantToken: grant.token } };
    },
    async read(id) {
      const found = find(id);
      const [, keyId] = /^(.*):[^:]+$/.exec(id) ?? [];
      return found && { ...shown(found.grant), keyId };
    },
    async delete(id) {
      const found = find(id);
      if (found) await keys.keep(withoutGrant(found.key, found.grant.id));
    },
  };
};

/** Of the provider's schema: lists of texts, and one constraint at most. */
const wanted = ({ keyId, granteePrincipal, retiringPrincipal, operations, constraints, name }: Properties) => {
  const [constraint] = (constraints ?? []) as readonly Properties[];
  const pairs = (value: unknown) => (value === undefined ? undefined : (value as Record<string, string>));
  return {
    KeyId: String(keyId),
    GranteePrincipal: String(granteePrincipal),
    RetiringPrincipal: retiringPrincipal === undefined ? undefined : String(retiringPrincipal),
    Operations: operations as ("Decrypt" | "Encrypt")[],
    Name: name === undefined ? undefined : String(name),
    Constraints: constraint && {
      EncryptionContextEquals: pairs(constraint.encryptionContextEquals),
      EncryptionContextSubset: pairs(constraint.encryptionContextSubset),
    },
  };
};

const shown = ({ id, token, grantee, retiring, operations, constraints, name }: KeyGrant): Properties => ({
  grantId: id,
  grantToken: token,
  granteePrincipal: grantee,
  operations,
  ...(retiring === undefined ? {} : { retiringPrincipal: retiring }),
  ...(name === undefined ? {} : { name }),
  ...(constraints === undefined ? {} : { constraints: [shownConstraints(constraints)] }),
});

const shownConstraints = ({ EncryptionContextEquals: equals, EncryptionContextSubset: subset }: GrantConstraints) => ({
  ...(equals ? { encryptionContextEquals: equals } : {}),
  ...(subset ? { encryptionContextSubset: subset } : {}),
});
