/** What the site is told where it is served, by `/config.json`. */
export interface Config {
  /** Base of the API: `/api` on the same origin. */
  readonly apiUrl: string;
  /** The identity provider: an OpenID Connect issuer. */
  readonly issuer: string;
  readonly clientId: string;
  /** What the API is called at the identity provider. */
  readonly audience: string;
  /** @default "openid profile offline_access" */
  readonly scope?: string;
}

const NEEDED = ["apiUrl", "issuer", "clientId", "audience"] as const;

/** Never cached, so that each start sees today's. @throws when it is not there, or lacks something */
export const loadConfig = async (): Promise<Config> => {
  const answer = await fetch("/config.json", { cache: "no-store" });
  if (!answer.ok) throw new Error(`/config.json: ${answer.status}`);
  const config = (await answer.json()) as Config;
  const missing = NEEDED.filter((name) => typeof config[name] !== "string");
  if (missing.length > 0) throw new Error(`/config.json has no ${missing.join(", ")}`);
  return config;
};
