import type { ClientRecord } from "../user-pools";
import { type ClientSettings, lifetime } from "./client-settings";

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
