/** How a step before the integration went, as access logs show it. */
export interface Phase {
  readonly status: number;
  readonly latency: number;
  readonly error?: string | undefined;
  /** Of the function behind an authorizer. */
  readonly integrationStatus?: number | undefined;
}

export type Phases = { -readonly [name in "waf" | "authenticate" | "authorize" | "authorizer"]?: Phase };
