import type { AdapterPayload } from "oidc-provider";

const CLIENT_ID = /^[\w.~-]{1,128}$/;

/**
 * Any client is known, as a public one: a code with PKCE, no secret. What a real provider is told when a client is
 * registered there, its addresses, is here a rule: those of this machine.
 */
export const publicClient = (id: string): AdapterPayload | undefined =>
  CLIENT_ID.test(id)
    ? {
        client_id: id,
        redirect_uris: ["http://127.0.0.1/"],
        post_logout_redirect_uris: ["http://127.0.0.1/"],
        response_types: ["code"],
        grant_types: ["authorization_code", "refresh_token"],
        token_endpoint_auth_method: "none",
      }
    : undefined;

const HERE = /^(localhost|[a-z0-9-]+(\.[a-z0-9-]+)*\.localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether an address is one of this machine, to which codes and users may be sent. */
export const isHere = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, hash } = new URL(address);
  return /^https?:$/.test(protocol) && HERE.test(hostname) && username + password + hash === "";
};
