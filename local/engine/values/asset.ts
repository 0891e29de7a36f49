/** `hash`: of the content, where Pulumi's engine has said it. */
interface Content {
  readonly path?: string;
  readonly uri?: string;
  readonly hash?: string;
}

/** A file or text that the program handed over: `path` or `text`; an archive holds named assets. */
export type Asset =
  | (Content & { readonly kind: "asset"; readonly text?: string })
  | (Content & { readonly kind: "archive"; readonly assets?: Readonly<Record<string, Asset>> });

export const isAsset = (value: unknown): value is Asset =>
  typeof value === "object" &&
  value !== null &&
  "kind" in value &&
  (value.kind === "asset" || value.kind === "archive") &&
  ("path" in value || "text" in value || "uri" in value || "assets" in value);
