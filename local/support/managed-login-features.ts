/** What the local cloud makes of the domains of user pools. */
export const MANAGED_LOGIN_FEATURES: readonly (readonly [
  feature: string,
  state: "emulated" | "imitated" | "recorded only" | "refused",
  note: string,
])[] = [
  [
    "Domains: a prefix, an own name",
    "emulated",
    "at `http://127.0.0.1:4566/<pool id>`, where the outputs of a stack lead; by the Host header; at `http://<prefix>.auth.<region>.localhost:4566`; for functions by the name of a prefix, over TLS",
  ],
  [
    "Pages: sign-in, sign-up, confirmation, one-time passwords and their set-up, new password, reset",
    "emulated",
    "without scripts; in English whatever `lang` says; who has confirmed an account signs in by hand",
  ],
  [
    "`/oauth2/authorize`: code with PKCE, implicit; `prompt`, `nonce`, `state`, `login_hint`",
    "emulated",
    "PKCE by S256 alone, as on AWS",
  ],
  [
    "A wrong `redirect_uri`, an unknown client",
    "emulated",
    "the error page comes at once, where AWS leads to it by a redirect to `/error`",
  ],
  [
    "`/oauth2/token`: code, refresh token, client credentials; `/oauth2/revoke`, `/oauth2/userInfo`, `/logout`",
    "emulated",
    "",
  ],
  [
    "Discovery and keys, at the issuer and at the domain",
    "emulated",
    "endpoints are those of AWS for who came by a name of AWS, and local ones for all others",
  ],
  [
    "Google, Apple, Facebook, Amazon, SAML and OIDC as identity providers",
    "imitated",
    "nobody is asked: a page of ours takes one's word for who one is, and says so; the user, the attributes of the mapping and the group are made as on AWS",
  ],
  ["Branding", "recorded only", "a style is kept; the pages look as they do"],
  [
    "Passkeys, remembered devices, threat protection, codes by SMS or e-mail as a second factor; `SetUICustomization`",
    "refused",
    "",
  ],
];
