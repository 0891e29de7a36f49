import { ArgsError } from "../../core/args/args-error";
import { list, object, text } from "../../core/args/args-shape";

/** Where a site is shown, by countries in the letters of ISO 3166: `{ only: ["DE", "AT"] }`. One of both. */
export interface SiteCountries {
  readonly only?: readonly string[];
  readonly except?: readonly string[];
}

const countries = list(text("a country"), 'a list of countries, ["DE"]').optional();

export const siteCountriesShape = object<SiteCountries>({ only: countries, except: countries }).optional();

export interface PlannedCountries {
  readonly restrictionType: "none" | "whitelist" | "blacklist";
  readonly locations: readonly string[];
}

/** @throws {ArgsError} for both, none, and what is no country. */
export const planCountries = (name: string, given: SiteCountries | undefined): PlannedCountries => {
  if (given === undefined) return { restrictionType: "none", locations: [] };
  const { only, except } = given;
  const locations = only ?? except ?? [];
  const both = only !== undefined && except !== undefined;
  if (both || locations.length === 0)
    throw new ArgsError(name, "countries", 'must be { only: ["DE"] } or { except: ["DE"] }, with a country at least');
  const wrong = locations.find((country) => !/^[A-Z]{2}$/.test(country));
  if (wrong !== undefined)
    throw new ArgsError(name, "countries", `must be two capital letters each, "DE" (one is ${JSON.stringify(wrong)})`);
  return { restrictionType: only ? "whitelist" : "blacklist", locations: [...locations].sort() };
};
