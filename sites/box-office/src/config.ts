/** What the site is told where it is served, by `/config.json`. */
export interface Config {
  /** Base of the API: `/api` on the same origin, or an address elsewhere. */
  readonly apiUrl: string;
  /** Who serves the site. */
  readonly hosting: "cloudfront" | "amplify";
  /** Where the refresh token is: in a cookie that no script reads, or nowhere. */
  readonly session: "cookie" | "memory";
  /** The user pool, as its tokens name it. */
  readonly issuer: string;
  readonly clientId: string;
  /** Base of the pool's managed login. */
  readonly signInUrl: string;
  /** Where bookings are told as they come. */
  readonly liveUrl: string;
  /** Base of what was uploaded and is shown. */
  readonly mediaUrl: string;
}

const NEEDED = ["apiUrl", "session", "issuer", "clientId", "signInUrl", "liveUrl", "mediaUrl"] as const;

/** Never cached, so that each start sees today's. @throws when it is not there, or lacks something */
export const loadConfig = async (): Promise<Config> => {
  const answer = await fetch("/config.json", { cache: "no-store" });
  if (!answer.ok) throw new Error(`/config.json: ${answer.status}`);
  const config = (await answer.json()) as Config;
  const missing = NEEDED.filter((name) => typeof config[name] !== "string");
  if (missing.length > 0) throw new Error(`/config.json has no ${missing.join(", ")}`);
  return config;
};
