// After npm packed a package (in its folder): its manifest as it was, and nothing of what was built for it.
import { renameSync, rmSync } from "node:fs";
import { KEPT_MANIFEST } from "./manifest.mjs";

renameSync(KEPT_MANIFEST, "package.json");
rmSync("dist", { recursive: true, force: true });
rmSync("LICENSE");
