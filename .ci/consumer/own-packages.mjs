/** The packages that come with `name` in a lock file for its own sake: peers are the user's already. */
export const ownPackages = ({ packages }, name) => {
  const found = new Set();
  const visit = (path) => {
    if (found.has(path)) return;
    found.add(path);
    const { dependencies, optionalDependencies } = packages[path];
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const at = resolved(packages, path, needed);
      if (at !== undefined) visit(at);
    }
  };
  visit(`node_modules/${name}`);
  return [...found].map((path) => path.split("node_modules/").at(-1));
};

/** Where Node finds a package from the one at `path`. */
const resolved = (packages, path, name) => {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const at = `${folder ? `${folder}/` : ""}node_modules/${name}`;
    if (at in packages) return at;
    if (folder === "") return undefined;
  }
};
