import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, YAMLError } from "yaml";
import { SetupError } from "../../cloud/setup-error";
import type { ProviderSettings } from "../resources/life";
import type { Properties } from "../resources/resource-type";

/** A stack as its files describe it. */
export interface StackProject {
  /** Absolute path of the folder of Pulumi.yaml. */
  readonly root: string;
  readonly project: string;
  readonly stack: string;
  /** Absolute path of the program: a file, or a folder that is one to Node (`main` of its package.json, index). */
  readonly main: string;
  /** As Pulumi hands it to a program: `namespace:key` and text, objects as JSON. */
  readonly config: Readonly<Record<string, string>>;
  readonly provider: ProviderSettings;
}

/** The account of the local cloud, and of programs that are only evaluated and name no account. */
export const LOCAL_ACCOUNT = "000000000000";

// fidelity: docs: pulumi.com/docs/iac/concepts/projects and /stacks
const NAME = /^(?!\.+$)[\w.-]{1,100}$/;
const NAME_RULE = "1 to 100 letters, digits, hyphens, underscores and dots";

/**
 * Reads Pulumi.yaml and Pulumi.<stack>.yaml.
 * @throws SetupError when a file is missing, is no YAML, or holds an encrypted value.
 */
export const readProject = (root: string, stack: string): StackProject => {
  if (!NAME.test(stack)) throw new SetupError(`${JSON.stringify(stack)} is no stack: its name is ${NAME_RULE}`);
  // Node names modules by their real paths, and so do the places of errors.
  const folder = existsSync(root) ? realpathSync(root) : resolve(root);
  const project = readYaml(folder, "Pulumi.yaml", `start in the folder of the Pulumi program`);
  const name = nameIn(project);
  const stackFile = `Pulumi.${stack}.yaml`;
  const settings = readYaml(folder, stackFile, `its stacks are ${stacksOf(folder).join(", ") || "none"}`);
  const config = {
    ...configOf("Pulumi.yaml", name, defaults(project.config)),
    ...configOf(stackFile, name, settings.config),
  };
  return {
    root: folder,
    project: name,
    stack,
    main: join(folder, typeof project.main === "string" ? project.main : "."),
    config,
    provider: providerSettings(stackFile, config),
  };
};

/** Of the project in a folder. @throws SetupError where there is none */
export const projectName = (folder: string): string =>
  nameIn(readYaml(folder, "Pulumi.yaml", "name the folder of a Pulumi program"));

const nameIn = ({ name }: Properties): string => {
  if (typeof name === "string" && NAME.test(name)) return name;
  throw new SetupError(`Pulumi.yaml: name must be the name of the project, ${NAME_RULE}`);
};

const readYaml = (folder: string, file: string, wayOut: string): Properties => {
  const path = join(folder, file);
  if (!existsSync(path)) throw new SetupError(`no ${file} in ${folder}: ${wayOut}`);
  try {
    const content: unknown = parse(readFileSync(path, "utf8"));
    if (typeof content === "object" && content !== null && !Array.isArray(content)) return content as Properties;
  } catch (error) {
    if (error instanceof YAMLError) throw new SetupError(`${file} is not YAML: ${error.message.split("\n")[0]}`);
    throw error;
  }
  throw new SetupError(`${file} must be a YAML map`);
};

/** The stacks of a project: their files. */
export const stacksOf = (folder: string): string[] =>
  readdirSync(folder).flatMap((file) => /^Pulumi\.([\w-]+)\.yaml$/.exec(file)?.[1] ?? []);

/** In Pulumi.yaml an entry is a value, or a declaration with a default or a value. */
const defaults = (config: unknown): Properties => {
  if (typeof config !== "object" || config === null) return {};
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, entry]) => {
      if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return [[key, entry]];
      const value = "value" in entry ? entry.value : "default" in entry ? entry.default : undefined;
      return value === undefined ? [] : [[key, value]];
    }),
  );
};

const configOf = (file: string, project: string, config: unknown): Record<string, string> => {
  if (config === undefined || config === null) return {};
  if (typeof config !== "object" || Array.isArray(config)) throw new SetupError(`${file}: config must be a map`);
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      if (isEncrypted(value)) {
        throw new SetupError(
          `${file}: ${key} is encrypted, and only Pulumi has the key: keep secrets out of the stack file (Secrets Manager), or use a copy without it`,
        );
      }
      return [key.includes(":") ? key : `${project}:${key}`, typeof value === "string" ? value : JSON.stringify(value)];
    }),
  );
};

const isEncrypted = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (("secure" in value && typeof value.secure === "string") || Object.values(value).some(isEncrypted));

const providerSettings = (file: string, config: Readonly<Record<string, string>>): ProviderSettings => {
  const region = config["aws:region"];
  if (!region) throw new SetupError(`${file}: aws:region must be set, for example aws:region: eu-west-1`);
  const tags = json<{ tags?: Record<string, string> }>(file, "aws:defaultTags", config);
  const accounts = json<string[]>(file, "aws:allowedAccountIds", config);
  return { region, account: accounts?.[0] ?? LOCAL_ACCOUNT, defaultTags: tags?.tags ?? {} };
};

const json = <T>(file: string, key: string, config: Readonly<Record<string, string>>): T | undefined => {
  const text = config[key];
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new SetupError(`${file}: ${key} must be an object or a list (it is ${text})`);
  }
};
