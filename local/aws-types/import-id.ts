import type { Properties } from "../engine/resources/resource-type";
import { awsType } from "./aws-types";

const PLACE = /\{(\w+)\}/g;

/**
 * The properties that an import, or a `.get()`, names a resource by. Without a form of its own a type is named by its id.
 * @throws when the text is not of the form that the type's record tells
 */
// fidelity: docs: the provider's registry documentation, "Import"
export const importedProperties = (type: string, text: string): Properties => {
  const { importedAs: form = "{id}" } = awsType(type);
  const names = [...form.matchAll(PLACE)].map(([, name = ""]) => name);
  // Only the last may be empty: the base path of a domain.
  const last = form.lastIndexOf("{");
  const pattern = `${escaped(form.slice(0, last)).replace(/\\\{\w+\\\}/g, "(.+?)")}(.${names.length > 1 ? "*" : "+"})`;
  const values = new RegExp(`^${pattern}$`).exec(text)?.slice(1);
  // fidelity: observed: the provider's importers
  if (!values) throw new Error(`unexpected format of ID (${text}), expected ${form.replace(PLACE, "<$1>")}`);
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
};

/** The text by which a resource that is there would be imported. */
export const importIdOf = (type: string, id: string, properties: Properties): string =>
  (awsType(type).importedAs ?? "{id}").replace(PLACE, (_, name: string) =>
    String(name === "id" ? id : properties[name]),
  );

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
