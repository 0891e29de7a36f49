import { parse } from "yaml";
import { objectOf, textOf } from "../../../languages/json/json-object";

/** Headers for the paths that match. */
export interface HeaderRule {
  readonly matches: RegExp;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Reads the custom headers of an app, or of `customHttp.yml`; those of a monorepo are all taken.
 *
 * @throws for what is no YAML
 */
// fidelity: docs: Amplify Hosting user guide, "Custom headers"
export const readCustomHeaders = (yaml: string): HeaderRule[] => {
  const { customHeaders, applications } = objectOf(parse(yaml));
  const all = [customHeaders, ...listOf(applications).map((app) => objectOf(app).customHeaders)].flatMap(listOf);
  return all.map((rule) => {
    const { pattern, headers } = objectOf(rule);
    return { matches: globOf(textOf(pattern) ?? ""), headers: listOf(headers).map(headerOf) };
  });
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const headerOf = (header: unknown): readonly [string, string] => {
  const { key, value } = objectOf(header);
  return [String(key ?? ""), String(value ?? "")];
};

/** `*.json`, `/path/*`, `**`: a star stands for any characters, a pattern without slash for files in all folders. */
// fidelity: guess: the guide shows examples alone
const globOf = (pattern: string): RegExp => {
  const [first = "", ...parts] = pattern.replace(/^\//, "").split(/\*+/).map(escaped);
  const rest = parts.map((part) => `.*${part}`).join("");
  return new RegExp(pattern.includes("/") || first ? `^/${first}${rest}$` : `${rest}$`);
};

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
