import type { Manifest } from "../../contracts/publication";

/** A manifest, and since when it was the one of the site. */
export interface PublishedManifest {
  readonly key: string;
  readonly at: Date;
  readonly manifest: Manifest;
}

/**
 * What is there and needed no more: files that neither the manifest in hand names nor, if they are immutable, one that
 * was the site's within the time to keep; and the former manifests that say nothing of that time.
 *
 * @param published In order of time.
 */
export const surplus = (
  manifest: Manifest,
  published: readonly PublishedManifest[],
  present: readonly string[],
  { now, keepMs }: { readonly now: Date; readonly keepMs: number },
): { readonly paths: readonly string[]; readonly manifests: readonly PublishedManifest[] } => {
  // One was the site's until the next one came, the last one until now.
  const recent = published.filter((_, index) => {
    const until = published[index + 1]?.at ?? now;
    return until.getTime() > now.getTime() - keepMs;
  });
  const needed = new Set([
    ...Object.keys(manifest.files),
    ...recent.flatMap(({ manifest: { immutable } }) => [...immutable]),
  ]);
  const old = new Set(recent);
  return {
    paths: present.filter((path) => !needed.has(path)),
    manifests: published.filter((one) => !old.has(one)),
  };
};
