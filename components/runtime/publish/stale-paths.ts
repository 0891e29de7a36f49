import type { Manifest } from "../../contracts/publication";

/**
 * More of them become one wildcard, which is billed and bounded as one path.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PayingForInvalidation.html (read 2026-11)
 */
const MOST_PATHS = 50;

/**
 * The paths, as URLs have them, of which a distribution may hold what is no longer so: of files that changed or went,
 * without immutable ones that are kept. One that is as it was but was uploaded since has been something else in between, in
 * a deployment that never got to its end. A new file was never held.
 *
 * @param uploaded Paths of what was uploaded since `before`.
 */
export const stalePaths = (before: Manifest, after: Manifest, uploaded: ReadonlySet<string>): string[] => {
  const kept = new Set(before.immutable);
  const stale = Object.entries(before.files).flatMap(([path, digest]) => {
    const now = after.files[path];
    return (now === digest && !uploaded.has(path)) || (now === undefined && kept.has(path)) ? [] : urls(path);
  });
  return stale.length > MOST_PATHS ? ["/*"] : stale;
};

/** A page that stands for its folder is held under both names. */
const urls = (path: string): string[] => {
  const url = `/${path.split("/").map(encodeURIComponent).join("/")}`;
  return url.endsWith("/index.html") ? [url, url.slice(0, -"index.html".length)] : [url];
};
