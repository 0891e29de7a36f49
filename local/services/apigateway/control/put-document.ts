import { loadDocument, type Place } from "../document/load-document";
import { mergeDocuments } from "../document/merge-documents";
import type { ApiSettings } from "./records";

/** A document and how it is read. */
export interface Put {
  readonly document: string;
  readonly settings: ApiSettings;
}

/** What is there once a document has been put over an API with `mode: merge`: the base paths are in the paths. */
export const mergePuts = (before: Put, after: Put, place: Place): Put => {
  const definition = ({ document, settings }: Put) => ({
    document: loadDocument(document, place),
    basepath: settings.basepath,
  });
  const merged = mergeDocuments(definition(before), definition(after));
  return { document: JSON.stringify(merged), settings: { ...after.settings, basepath: "ignore" } };
};
