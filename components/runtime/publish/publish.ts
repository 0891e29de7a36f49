import type { Manifest, Publication } from "../../contracts/publication";
import { stalePaths } from "./stale-paths";
import { type PublishedManifest, surplus } from "./surplus";

/** A file of a site, and when it was uploaded. */
export interface StoredFile {
  readonly path: string;
  readonly at: Date;
}

/** A site's bucket, by paths below the folder that is served. */
export interface SiteFiles {
  /** Of the deployment in hand. */
  manifest(): Promise<Manifest>;
  /** Those of former ones, in any order. */
  published(): Promise<readonly PublishedManifest[]>;
  /** Writes down that the manifest is published from now on. */
  record(manifest: Manifest, at: Date): Promise<void>;
  forget(published: readonly PublishedManifest[]): Promise<void>;
  list(): Promise<readonly StoredFile[]>;
  remove(paths: readonly string[]): Promise<void>;
}

/** Tells a distribution to forget paths; does not wait until all of its places have. */
export type Invalidate = (paths: readonly string[]) => Promise<void>;

/**
 * Ends a deployment whose files are all there: deletes what nobody may ask for any more, and has the distribution forget
 * what has changed. Whatever fails is made up for by the next run, because what was published is written down last.
 */
export const publish = async (
  files: SiteFiles,
  invalidate: Invalidate,
  { keepSeconds, now }: { readonly keepSeconds: number; readonly now: Date },
): Promise<Publication> => {
  const manifest = await files.manifest();
  const published = [...(await files.published())].sort((a, b) => a.at.getTime() - b.at.getTime());
  const present = await files.list();
  const { paths: deleted, manifests } = surplus(
    manifest,
    published,
    present.map(({ path }) => path),
    { now, keepMs: keepSeconds * 1000 },
  );
  await files.remove(deleted);
  const last = published.at(-1);
  const invalidated = last === undefined ? [] : stalePaths(last.manifest, manifest, uploadedSince(last.at, present));
  if (invalidated.length > 0) await invalidate(invalidated);
  await files.record(manifest, now);
  await files.forget(manifests);
  return { invalidated, deleted };
};

const uploadedSince = (time: Date, present: readonly StoredFile[]): ReadonlySet<string> =>
  new Set(present.flatMap(({ path, at }) => (at > time ? [path] : [])));
