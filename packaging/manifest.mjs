/** Under which `exports` name the sources, for the repository's own loaders, bundler and compiler. */
export const SOURCE_CONDITION = "serverless-tiers-source";

/** Where the manifest is kept while a package is packed. */
export const KEPT_MANIFEST = ".package.json.kept";
