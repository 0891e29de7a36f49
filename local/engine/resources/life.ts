import { createHash, randomBytes } from "node:crypto";
import type { ResourceContext } from "./resource-type";

/** Settings of the provider that every resource of a stack sees. */
export interface ProviderSettings {
  readonly region: string;
  readonly account: string;
  readonly defaultTags: Readonly<Record<string, string>>;
}

/** One life of a resource, from its creation to its deletion: the seed of the names and ids that it is given. */
export const newLife = (): string => randomBytes(16).toString("hex");

/** The life of a resource that is only evaluated: the same in every run. */
export const lifeOf = (urn: string): string => createHash("sha256").update(urn).digest("hex").slice(0, 32);

/** `length` digits of `alphabet` that belong to this life. */
export const digits = (life: string, length: number, alphabet = "0123456789abcdef"): string => {
  let text = "";
  for (let block = 0; text.length < length; block++) {
    for (const byte of createHash("sha256").update(`${life}/${block}`).digest()) {
      text += alphabet[byte % alphabet.length];
    }
  }
  return text.slice(0, length);
};

/** What a behaviour is told about one life of a resource. */
export const resourceContext = (
  urn: string,
  name: string,
  life: string,
  settings: ProviderSettings,
): ResourceContext => ({
  urn,
  name,
  ...settings,
  // fidelity: docs: pulumi.com/docs/iac/concepts/resources/names, seven random hex digits by default
  autoName: () => `${name}-${digits(life, 7)}`,
});
