import { mintToken } from "../services/cognito/tokens/tokens";
import { isMap, type JsonMap } from "./case-file";
import type { Sandbox } from "./sandbox";

/** Mints the token that `{"$token": …}` of a case asks for, of whatever pool it names. */
export const caseToken = async (wanted: JsonMap, { cloud }: Sandbox): Promise<string> => {
  const { pools } = cloud.directory["cognito-idp"];
  const pool = String(wanted.pool);
  await pools.create(pool, pool);
  return mintToken(pools, {
    pool,
    use: wanted.use === "access" ? "access" : "id",
    client: "1example23456789",
    username: "user",
    expiresInSeconds: typeof wanted.expiresIn === "number" ? wanted.expiresIn : 3600,
    claims: {
      ...(Array.isArray(wanted.scopes) ? { scope: wanted.scopes.join(" ") } : {}),
      ...(isMap(wanted.claims) ? wanted.claims : {}),
    },
  });
};
