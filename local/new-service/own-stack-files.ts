import { stringify } from "yaml";
import { readProject, stacksOf } from "../engine/program/project";
import type { Properties } from "../engine/resources/resource-type";
import { type Files, serviceFiles } from "./service-files";
import type { ServiceName } from "./service-name";

export interface Home {
  /** Of the platform's program: `shop`. */
  readonly project: string;
  /** Folder of the platform's program. */
  readonly root: string;
  /** As its Pulumi.yaml says it. */
  readonly runtime: unknown;
  /** From the new folder to that one: `../..`. */
  readonly up: string;
}

/** A program of its own around a service, which reads the platform of another: with a stack for each that this one has. */
export const ownStackFiles = (name: ServiceName, source: string, home: Home): Files => ({
  "Pulumi.yaml": stringify({ name: name.kebab, main: "index.ts", runtime: runtimeFrom(home) }),
  ...Object.fromEntries(
    stacksOf(home.root).map((stack) => [`Pulumi.${stack}.yaml`, stackFile(name.kebab, stack, home)]),
  ),
  "index.ts": program(name, home.project),
  ...serviceFiles(name, source),
});

/** What Node is given is named from the folder of the program. */
const runtimeFrom = ({ runtime, up }: Home): unknown => {
  if (typeof runtime !== "object" || runtime === null) return runtime ?? "nodejs";
  const { options, ...others }: Properties = { ...runtime };
  if (typeof options !== "object" || options === null) return runtime;
  const { nodeargs, ...more }: Properties = { ...options };
  const there = typeof nodeargs === "string" ? { nodeargs: nodeargs.replace(/(^|[\s=])\.\//g, `$1${up}/`) } : {};
  return { ...others, options: { ...more, ...there } };
};

const stackFile = (name: string, stack: string, { root, project }: Home): string => {
  const { provider, config } = readProject(root, stack);
  const protection = config[`${project}:dataProtection`];
  return stringify({
    config: {
      "aws:region": provider.region,
      "aws:defaultTags": { tags: { ...provider.defaultTags, project: name, stack } },
      ...(protection !== undefined && { [`${name}:dataProtection`]: protection }),
    },
  });
};

const program = ({ kebab, camel }: ServiceName, project: string): string => `\
import * as pulumi from "@pulumi/pulumi";
import { Platform } from "serverless-tiers";
import { ${camel}Service } from "./services/${kebab}";

const config = new pulumi.Config();

export = async () => {
  const platform = await Platform.from(\`\${pulumi.getOrganization()}/${project}/\${pulumi.getStack()}\`);
  const protection = config.get("dataProtection") === "throw-away" ? "throw-away" : "protected";
  return { ${camel}Url: ${camel}Service(platform, { protection }).url };
};
`;
