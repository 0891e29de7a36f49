/** Where a path of a site leads. */
export type Found =
  | { readonly kind: "file"; readonly path: string; readonly content: Buffer }
  | { readonly kind: "folder"; readonly path: string };

/** The files of a site, by their path without the slash before it. */
export type SiteFiles = ReadonlyMap<string, Buffer>;

// fidelity: docs: Amplify Hosting user guide, "Setting up redirects and rewrites", Trailing slashes and clean URLs
export const findFile = (files: SiteFiles, path: string): Found | undefined => {
  const name = decoded(path).replace(/^\/+/, "");
  for (const candidate of name === "" || name.endsWith("/") ? [`${name}index.html`] : [name, `${name}.html`]) {
    const content = files.get(candidate);
    if (content) return { kind: "file", path: candidate, content };
  }
  return files.has(`${name}/index.html`) ? { kind: "folder", path: `${path}/` } : undefined;
};

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
