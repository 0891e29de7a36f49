// Builds the sites of which a source is newer than what was built. Runs after `npm ci` (`prepare`) and before every
// command, so that whatever evaluates the program finds them.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const newest = (folder) =>
  Math.max(
    ...readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => name !== "dist" && name !== "node_modules")
      .map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? Math.max(changed(path), newest(path)) : changed(path);
      }),
  );

const sites = import.meta.dirname;
// What they share.
const shared = Math.max(newest(join(sites, "house")), changed(join(sites, "..", "package-lock.json")));
for (const entry of readdirSync(sites, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  const site = join(sites, entry.name);
  const build = join(site, "build.mjs");
  if (changed(build) === 0 || changed(join(site, "dist", "index.html")) >= Math.max(newest(site), shared)) continue;
  const { buildSite } = await import(pathToFileURL(build).href);
  await buildSite();
}
