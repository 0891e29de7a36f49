import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A resource type of the AWS provider as its class in the installed SDK shows it. */
export interface ResourceClass {
  readonly inputs: ReadonlySet<string>;
  readonly required: readonly string[];
  /** Properties that only AWS sets. */
  readonly computed: readonly string[];
  /** Of the outputs, in TypeScript: `number | undefined`. */
  readonly types: Readonly<Record<string, string>>;
  /** Inputs that AWS sets where the program does not. */
  readonly filledIn: ReadonlySet<string>;
}

/**
 * The class of a type token, `undefined` when the installed provider has no such type. Read from the class's own file
 * when it is first asked for: the provider's schema is 30 MB and not in the package, and loading the class would load
 * the SDK.
 */
export const resourceClass = (token: string): ResourceClass | undefined => {
  if (!classes.has(token)) classes.set(token, read(token));
  return classes.get(token);
};

const classes = new Map<string, ResourceClass | undefined>();

/** Folder of the installed provider. */
export const sdkFolder = (): string => dirname(require.resolve("@pulumi/aws/package.json"));

const read = (token: string): ResourceClass | undefined => {
  const [, file = ""] = /^aws:(\w+\/\w+):\w+$/.exec(token) ?? [];
  const source = textOf(join(sdkFolder(), `${file}.js`));
  if (!source?.includes(`__pulumiType = '${token}'`)) return undefined;
  // Of the constructor's two branches the second one takes the arguments; the first one is for `.get()`.
  const [, args = ""] = source.split("const args = argsOrState;");
  const lines = [...args.matchAll(/resourceInputs\["(\w+)"\] = (undefined \/\*out\*\/)?/g)];
  const types = outputTypes(file);
  const inputs = new Set(lines.filter(([, , out]) => !out).map(([, property = ""]) => property));
  const required = [...args.matchAll(/Missing required property '(\w+)'/g)].map(([, property = ""]) => property);
  return {
    inputs,
    required,
    computed: lines.filter(([, , out]) => out).map(([, property = ""]) => property),
    types,
    filledIn: new Set(
      [...inputs].filter(
        (property) => !required.includes(property) && !/\| undefined$/.test(types[property] ?? "undefined"),
      ),
    ),
  };
};

const outputTypes = (file: string): Readonly<Record<string, string>> => {
  const outputs = textOf(join(sdkFolder(), `${file}.d.ts`))?.matchAll(/readonly (\w+): pulumi\.Output<([\s\S]*?)>;\n/g);
  return Object.fromEntries([...(outputs ?? [])].map(([, name = "", type = ""]) => [name, type]));
};

const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};

export const takesTags = (type: string): boolean => {
  const { inputs, computed } = resourceClass(type) ?? {};
  return Boolean(inputs?.has("tags") && computed?.includes("tagsAll"));
};

/** @throws when the installed provider has no such type. */
export const knownClass = (type: string): ResourceClass => {
  const found = resourceClass(type);
  // fidelity: observed: pkg/tfbridge/provider.go of pulumi-terraform-bridge, Check
  if (!found) throw new Error(`unrecognized resource type (Check): ${type}`);
  return found;
};
