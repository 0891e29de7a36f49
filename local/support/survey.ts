import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describedTypes } from "../aws-types/aws-types";

/** What the source of the local cloud says of itself. */
export interface Survey {
  readonly services: readonly ServiceSurvey[];
  /** Resource types of which a record is kept, with AWS-shaped outputs, and nothing runs. */
  readonly recorded: readonly string[];
  readonly behaviours: readonly Behaviour[];
  readonly refusals: readonly Refusal[];
}

export interface ServiceSurvey {
  readonly name: string;
  readonly operations: readonly string[];
  readonly resources: readonly string[];
}

/** A behaviour with its evidence, from a comment beside it. */
export interface Behaviour {
  readonly file: string;
  readonly kind: "docs" | "observed" | "guess";
  readonly evidence: string;
}

/** What a program or a caller is told when it asks for what is not emulated. */
export interface Refusal {
  readonly file: string;
  readonly text: string;
}

const LOCAL = join(__dirname, "..");

export const survey = (): Survey => {
  const files = readdirSync(LOCAL, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|cjs)$/.test(file) && !file.startsWith("support/"))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(LOCAL, file), "utf8") }));
  const services = surveyServices();
  const emulated = new Set(services.flatMap(({ resources }) => resources));
  return {
    services,
    recorded: describedTypes().filter((type) => !emulated.has(type)),
    behaviours: files.flatMap(({ file, text }) => behaviours(file, text)),
    refusals: files.flatMap(({ file, text }) => refusals(file, text)),
  };
};

/** One that a file of `operations/` makes. */
const OPERATION = /^export const (\w+)(?:: (?!Right)\w*Operation\b| = \w*[oO]peration\()/gm;

const surveyServices = (): ServiceSurvey[] => {
  const folder = join(LOCAL, "services");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      operations: sources(join(folder, name, "operations"))
        .flatMap(({ text }) => [...text.matchAll(OPERATION)])
        .map(([, made = ""]) => made.charAt(0).toUpperCase() + made.slice(1))
        .sort(),
      resources: sources(join(folder, name, "resources")).flatMap(({ text }) => [
        ...new Set(text.match(/(?<=")aws:[\w/]+:\w+(?=")/g)),
      ]),
    }))
    .filter(({ operations, resources }) => operations.length + resources.length > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};

const sources = (folder: string): { path: string; text: string }[] => {
  try {
    return readdirSync(folder)
      .sort()
      .map((file) => ({ path: relative(LOCAL, join(folder, file)), text: readFileSync(join(folder, file), "utf8") }));
  } catch {
    // A service may have operations or resources alone.
    return [];
  }
};

const behaviours = (file: string, text: string): Behaviour[] =>
  [...text.matchAll(/fidelity: (docs|observed|guess): (.+?)\s*(?:\*\/)?$/gm)].map(([, kind, evidence = ""]) => ({
    file,
    // The expression admits these three alone.
    kind: kind as Behaviour["kind"],
    evidence,
  }));

const refusals = (file: string, text: string): Refusal[] =>
  [...text.matchAll(/(["`])((?:(?!\1)[^\n])*\b(?:not emulated|recorded only)\b(?:(?!\1)[^\n])*)\1/g)].map(
    ([, , message = ""]) => ({ file, text: message.replace(/\$\{[^}]*\}/g, "…") }),
  );
