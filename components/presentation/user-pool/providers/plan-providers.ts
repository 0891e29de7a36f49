import { ArgsError } from "../../../core/args/args-error";
import { argsPath } from "../../../core/args/check-args";
import type { IdentityProviders } from "./identity-providers";
import { appleSettings, oidcSettings, type ProviderSettings, samlSettings, socialSettings } from "./provider-settings";

/** Keys that clients name others by. */
const TAKEN = ["cognito", "google", "facebook", "amazon", "apple"] as const;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html (read 2026-11) */
const NAME = /^[A-Za-z][A-Za-z0-9.-]{0,31}$/;
const IDENTIFIER = /^[\w\s+=.@-]{1,40}$/;
const MAX_IDENTIFIERS = 50;

/** @throws {ArgsError} for names that Cognito refuses or that two of them have, and for SAML without a document. */
export const planProviders = (component: string, given: IdentityProviders): ProviderSettings[] => {
  const { google, facebook, amazon, apple, saml = {}, oidc = {} } = given;
  const named = [
    ...Object.entries(saml).map(([name, one]) => ({ kind: "saml", name, one }) as const),
    ...Object.entries(oidc).map(([name, one]) => ({ kind: "oidc", name, one }) as const),
  ];
  const seen = new Set<string>(TAKEN);
  for (const { kind, name, one } of named) {
    const path = argsPath(["identityProviders", kind, name]);
    if (!NAME.test(name))
      throw new ArgsError(component, path, "must be called by 1 to 32 letters, digits, . and -, a letter first");
    if (seen.has(name.toLowerCase()))
      throw new ArgsError(component, path, `must be called by a name of its own: another provider is ${name}`);
    seen.add(name.toLowerCase());
    checkIdentifiers(component, `${path}.identifiers`, one.identifiers ?? []);
    if (kind === "saml" && (one.metadataUrl === undefined) === (one.metadata === undefined))
      throw new ArgsError(component, path, "must have metadataUrl or metadata, one of both");
  }
  return [
    ...(google ? [socialSettings("google", google)] : []),
    ...(facebook ? [socialSettings("facebook", facebook)] : []),
    ...(amazon ? [socialSettings("amazon", amazon)] : []),
    ...(apple ? [appleSettings(apple)] : []),
    ...Object.entries(saml).map(([name, one]) => samlSettings(name, one)),
    ...Object.entries(oidc).map(([name, one]) => oidcSettings(name, one)),
  ];
};

const checkIdentifiers = (component: string, path: string, all: readonly string[]): void => {
  if (all.length > MAX_IDENTIFIERS)
    throw new ArgsError(component, path, `must be at most ${MAX_IDENTIFIERS} (there are ${all.length})`);
  const wrong = all.find((one) => !IDENTIFIER.test(one));
  if (wrong !== undefined)
    throw new ArgsError(
      component,
      path,
      `must be 1 to 40 characters each, without / (one is ${JSON.stringify(wrong)})`,
    );
};
