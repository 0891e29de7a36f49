import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "../cloud/setup-error";
import type { ServiceName } from "./service-name";

/** What a program gets of a new service: the call that makes it, and its event among those of the platform's bus. */
export type Part = "service" | "Event";

/** A comment above which a line of every new service goes, and that line with `{service}` or `{Event}` in it. */
const PLACE = /^(\s*)\/\/ tiers new service: (.*\{(service|Event)\}.*)$/;

export interface Inserted {
  /** Files of the program as they are to be. */
  readonly changed: Readonly<Record<string, string>>;
  /** What is left to the developer, because no comment says where it goes. */
  readonly left: readonly string[];
}

/**
 * Puts the lines of a service where comments of the program say, in the files beside its Pulumi.yaml. Nothing is written yet.
 *
 * @param from Of imports: from the folder of the program to that of the service, `.` where they are one.
 * @throws SetupError where two comments say it
 */
export const insertLines = (root: string, name: ServiceName, parts: readonly Part[], from: string): Inserted => {
  const texts = new Map(sourcesIn(root).map((file) => [file, readFileSync(join(root, file), "utf8").split("\n")]));
  const changed = new Map<string, string>();
  const left: string[] = [];
  for (const part of parts) {
    const exported = part === "service" ? `${name.camel}Service` : `${name.pascal}Changed`;
    const path = `${from}/${part === "service" ? "services" : "contracts"}/${name.kebab}`;
    const [file, ...others] = [...texts].filter(([, lines]) => placeOf(lines, part)).map(([found]) => found);
    if (others.length > 0)
      throw new SetupError(
        `${file} and ${others.join(", ")} say where {${part}} of a new service goes: keep one of them`,
      );
    const lines = file === undefined ? undefined : texts.get(file);
    if (file === undefined || lines === undefined) {
      const line =
        part === "service" ? `${exported}(platform);` : `${exported},   among the events of the platform's bus`;
      left.push(`import { ${exported} } from "${path}";`, line);
      continue;
    }
    addLine(lines, part, exported);
    addImport(lines, exported, path);
    changed.set(file, lines.join("\n"));
  }
  return { changed: Object.fromEntries(changed), left };
};

const sourcesIn = (root: string): string[] =>
  readdirSync(root).filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));

const placeOf = (
  lines: readonly string[],
  part: Part,
): readonly [at: number, indent: string, text: string] | undefined => {
  for (const [at, line] of lines.entries()) {
    const [, indent = "", text = "", found] = PLACE.exec(line.trimEnd()) ?? [];
    if (found === part) return [at, indent, text];
  }
  return undefined;
};

const addLine = (lines: string[], part: Part, exported: string): void => {
  const [at, indent, text] = placeOf(lines, part) ?? [0, "", ""];
  lines.splice(at, 0, indent + text.replace(`{${part}}`, exported) + endOf(lines));
};

/** Among the imports of the program's own files, which are sorted by their paths. */
const addImport = (lines: string[], exported: string, path: string): void => {
  const imports = lines.flatMap((line, at) => {
    const [, from] = /^(?:import\b.*|\} )from "([^"]+)";?$/.exec(line.trimEnd()) ?? [];
    return from === undefined ? [] : [{ at, from, whole: line.startsWith("import") }];
  });
  const after = imports.find(({ from, whole }) => whole && from.startsWith(".") && from > path);
  const last = imports.at(-1);
  const at = after?.at ?? (last === undefined ? 0 : last.at + 1);
  lines.splice(at, 0, `import { ${exported} } from "${path}";${endOf(lines)}`);
};

/** Lines of Windows end with a carriage return before the newline at which they were taken apart. */
const endOf = (lines: readonly string[]): string => (lines[0]?.endsWith("\r") ? "\r" : "");
