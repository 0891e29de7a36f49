import { extname, join } from "node:path";

/**
 * The handler of a function that this package brings itself: `rotate/rotate-value`. TypeScript in the repository; in the
 * package the ES modules, of which a bundle sheds what it does not use.
 */
export const ownEntry = (handler: string): string =>
  extname(__filename) === ".ts"
    ? join(__dirname, "../../runtime", `${handler}.handler.ts`)
    : join(__dirname, "../../esm/runtime", `${handler}.handler.js`);
