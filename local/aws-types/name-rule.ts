import type { Properties } from "../engine/resources/resource-type";
import type { Violation } from "./rule";

/** How the names of a resource type look in AWS. */
export interface NameRule {
  /** The input that holds it; `<property>Prefix`, where the type has one, holds its beginning. @default "name" */
  readonly property?: string;
  readonly max: number;
  readonly pattern: RegExp;
  /** The pattern in words, for the error. */
  readonly allowed: string;
  /** What each begins with, and automatic ones are given: `alias/`. */
  readonly beginning?: string;
  /** Automatic names are in lower case. */
  readonly lower?: boolean;
  /** The input with which names end in `.fifo`, and without which they do not. */
  readonly fifoSwitch?: string;
  /** A change of the name is made in place. */
  readonly changeable?: boolean;
}

export const propertyOf = ({ property = "name" }: NameRule): string => property;

export const prefixOf = (rule: NameRule): string => `${propertyOf(rule)}Prefix`;

const FIFO = ".fifo";

// fidelity: observed: provider/resources.go of pulumi-aws, PostTransform: automatic names of FIFO queues and topics
const isFifo = ({ fifoSwitch }: NameRule, inputs: Properties): boolean =>
  fifoSwitch !== undefined && inputs[fifoSwitch] === true;

/** A name that was made up, as the type has its names. */
export const conforming = (rule: NameRule, name: string, inputs: Properties): string => {
  const { beginning = "" } = rule;
  const begun = name.startsWith(beginning) ? name : beginning + name;
  const cased = rule.lower ? begun.toLowerCase() : begun;
  return isFifo(rule, inputs) && !cased.endsWith(FIFO) ? cased + FIFO : cased;
};

/** fidelity: observed: helper/id of terraform-plugin-sdk: a prefix is followed by 26 digits */
export const PREFIXED_DIGITS = 26;

/** What AWS would refuse of the name in the inputs, or of any that begins with the prefix in them. */
export const nameViolations = (rule: NameRule, inputs: Properties): Violation[] => {
  const property = inputs[propertyOf(rule)] === undefined ? prefixOf(rule) : propertyOf(rule);
  const given = inputs[property];
  if (typeof given !== "string") return [];
  const name = property === prefixOf(rule) ? conforming(rule, given + "0".repeat(PREFIXED_DIGITS), inputs) : given;
  const reason = problemOf(rule, name, inputs);
  return reason === undefined ? [] : [{ property, reason }];
};

const problemOf = (rule: NameRule, name: string, inputs: Properties): string | undefined => {
  const { max, pattern, allowed, fifoSwitch } = rule;
  const shown = JSON.stringify(name);
  if (name.length > max) {
    return `must not be longer than ${max} characters (${shown} has ${name.length}): give the resource a shorter one`;
  }
  if (!pattern.test(name)) return `must consist of ${allowed} (it is ${shown})`;
  // fidelity: observed: CustomizeDiff of the provider's aws_sqs_queue and aws_sns_topic
  if (fifoSwitch === undefined || isFifo(rule, inputs) === name.endsWith(FIFO)) return undefined;
  return `must ${isFifo(rule, inputs) ? "" : "not "}end with ${FIFO} ${isFifo(rule, inputs) ? "when" : "unless"} ${fifoSwitch} is true (it is ${shown})`;
};

const WORDS = "letters, digits, hyphens and underscores";

/** Letters, digits, hyphens and underscores. */
export const words = (max: number): NameRule => ({ max, pattern: /^[A-Za-z0-9_-]+$/, allowed: WORDS });

/** The same, with `.fifo` behind it. */
export const fifoWords = (max: number, fifoSwitch: string): NameRule => ({
  max,
  pattern: /^[A-Za-z0-9_-]+(\.fifo)?$/,
  allowed: WORDS,
  fifoSwitch,
});

/** Dots stand in names of groups, streams, tables. */
export const dotted = (max: number, min = 1): NameRule => ({
  max,
  pattern: new RegExp(`^[A-Za-z0-9_.-]{${min},}$`),
  allowed: `${min > 1 ? `${min} or more ` : ""}letters, digits, hyphens, underscores and dots`,
});

/** Any text in one line. */
export const oneLine = (max: number): NameRule => ({
  max,
  pattern: /^\P{Cc}+$/u,
  allowed: "one character or more, without control characters",
});

/** Lower-case letters, digits and single hyphens, as databases and caches are called. */
export const hyphened = (max: number): NameRule => ({
  max,
  pattern: /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/,
  allowed: "lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
  lower: true,
});
