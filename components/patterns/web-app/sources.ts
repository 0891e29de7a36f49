import type * as pulumi from "@pulumi/pulumi";
import type { SiteHeaders } from "../../presentation/static-site/headers";

/** What a page may connect to: itself, where it has to, and where the program says. */
export const connecting = (
  headers: SiteHeaders | undefined,
  needed: readonly pulumi.Input<string>[],
): SiteHeaders | undefined => {
  const csp = headers?.csp ?? {};
  if (csp === false) return headers;
  const all = ["'self'", ...needed, ...(csp["connect-src"] ?? [])];
  return { ...headers, csp: { ...csp, "connect-src": [...new Set(all)] } };
};
