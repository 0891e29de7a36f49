import { createRequire } from "node:module";
import { join } from "node:path";
import { SetupError } from "../cloud/setup-error";

/** What is used of openapi-typescript 7. */
interface OpenApiTypescript {
  readonly default: (document: object) => Promise<unknown>;
  readonly astToString: (nodes: unknown) => string;
}

interface ClientOptions {
  /** The command, for whoever reads the file. */
  readonly made: string;
  /** The folder in which the client stands: its own openapi-typescript is taken, with the TypeScript that this one needs. */
  readonly from: string;
}

/**
 * The types `paths` and `components` of an API, for `createClient<paths>()` of openapi-fetch. Equal documents give equal
 * texts.
 *
 * @throws SetupError where openapi-typescript is not installed.
 */
export const clientTypes = async (document: object, { made, from }: ClientOptions): Promise<string> => {
  const { default: openapi, astToString } = load(from);
  // It keeps what it reads, and changes it.
  const nodes = await openapi(structuredClone(document));
  return `// Made by \`${made}\`: do not edit.\n\n${astToString(nodes)}`;
};

const load = (from: string): OpenApiTypescript => {
  const require = createRequire(join(from, "client.ts"));
  try {
    return require("openapi-typescript");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new SetupError(
      `openapi-typescript is not installed in ${from} or above: npm install --save-dev openapi-typescript@7, there or in a workspace of its own where your TypeScript is newer than 5`,
    );
  }
};
