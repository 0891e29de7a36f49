import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { NOTHING_ASKED } from "../../../wire/operations/right";
import { refused, verifiedLogin } from "../login";
import type { IdentityParts } from "./identity-operation";

export const getId = operation(
  "GetId",
  z.object({
    AccountId: z.string().optional(),
    IdentityPoolId: z.string().min(1).max(55),
    Logins: z.record(z.string(), z.string()).optional(),
  }),
  NOTHING_ASKED,
  ({ identityPools, cloud }: IdentityParts) =>
    async ({ IdentityPoolId, Logins }) => {
      const pool = identityPools.require(IdentityPoolId);
      const login = verifiedLogin(cloud, pool, Logins);
      if (!login && !pool.unauthenticated) {
        throw refused("Unauthenticated access is not supported for this identity pool.");
      }
      const { id } = await identityPools.identityOf(
        pool,
        login && { provider: login.provider, subject: login.subject },
      );
      return { IdentityId: id };
    },
);
