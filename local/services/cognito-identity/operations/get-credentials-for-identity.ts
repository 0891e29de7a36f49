import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { NOTHING_ASKED } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { refused, type VerifiedLogin, verifiedLogin } from "../login";
import { roleOf } from "../roles";
import type { IdentityParts } from "./identity-operation";

/** fidelity: docs: "Identity pools authentication flow": credentials of the enhanced flow last an hour */
const SECONDS = 3_600;

const PROVIDER = "cognito-identity.amazonaws.com";

/** Credentials of the role that the pool has for whoever asks. The session policy of guests is not emulated. */
export const getCredentialsForIdentity = operation(
  "GetCredentialsForIdentity",
  z.object({
    CustomRoleArn: z.string().min(20).max(2_048).optional(),
    IdentityId: z.string().min(1).max(55),
    Logins: z.record(z.string(), z.string()).optional(),
  }),
  NOTHING_ASKED,
  ({ identityPools, cloud }: IdentityParts) =>
    ({ IdentityId, Logins, CustomRoleArn }) => {
      const identity = identityPools.identity(IdentityId);
      const pool = identityPools.require(identity.pool);
      const login = verifiedLogin(cloud, pool, Logins);
      const { login: known } = identity;
      // fidelity: docs: GetCredentialsForIdentity, NotAuthorizedException; observed: the texts
      if (known && !login) throw refused(`Access to Identity '${IdentityId}' is forbidden.`);
      if (known?.provider !== login?.provider || known?.subject !== login?.subject) {
        throw refused(
          "Logins don't match. Please include at least one valid login for this identity or identity pool.",
        );
      }
      if (!login && !pool.unauthenticated) {
        throw refused("Unauthenticated access is not supported for this identity pool.");
      }
      const role = roleOf(identityPools.roles.get(pool.id) ?? { mappings: {} }, login, CustomRoleArn);
      const context = {
        [`${PROVIDER}:aud`]: pool.id,
        [`${PROVIDER}:sub`]: identity.id,
        [`${PROVIDER}:amr`]: methods(login),
      };
      const credentials = cloud.access.assumeRoleFor(role, "CognitoIdentityCredentials", {
        provider: PROVIDER,
        context,
      });
      if (!credentials) {
        throw new ServiceError(
          "InvalidIdentityPoolConfigurationException",
          "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
        );
      }
      cloud.clock.after(SECONDS * 1000, () => cloud.access.revoke(credentials.accessKeyId));
      return {
        IdentityId,
        Credentials: {
          AccessKeyId: credentials.accessKeyId,
          SecretKey: credentials.secretAccessKey,
          SessionToken: credentials.sessionToken,
          Expiration: Math.floor(cloud.clock.now() / 1000) + SECONDS,
        },
      };
    },
);

/** fidelity: docs: "Role trust and permissions": how somebody was authenticated */
const methods = (login: VerifiedLogin | undefined): string[] =>
  login ? ["authenticated", login.provider, `${login.provider}:CognitoSignIn:${login.subject}`] : ["unauthenticated"];
