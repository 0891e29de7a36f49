import { type ClientSettings, lifetime } from "./client-settings";
import type { ClientRecord } from "./user-pools";

/** A client of these settings. */
export const clientRecord = (
  { id, pool, secret }: Pick<ClientRecord, "id" | "pool" | "secret">,
  settings: ClientSettings,
  { created, now }: { readonly created: number; readonly now: number },
): ClientRecord => ({
  id,
  pool,
  flows: settings.ExplicitAuthFlows ?? [],
  idTokenSeconds: lifetime(settings, "IdToken"),
  accessTokenSeconds: lifetime(settings, "AccessToken"),
  refreshTokenSeconds: lifetime(settings, "RefreshToken"),
  ...(secret ? { secret } : {}),
  settings,
  created,
  modified: now,
});
