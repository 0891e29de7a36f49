import { ArgsError } from "../../core/args/args-error";
import { alternatives, isData } from "../../core/args/args-shape";
import type { StreamFacts, StreamView } from "../../core/stream-source";
import { checkFilterPatterns, type FilterPattern } from "../filter-pattern/filter-pattern";

/**
 * What a pattern may ask about: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html (read 2026-11)
 */
const MEMBERS = {
  dynamodb: [
    "dynamodb",
    "eventName",
    "eventID",
    "eventVersion",
    "eventSource",
    "eventSourceARN",
    "awsRegion",
    "userIdentity",
  ],
  kinesis: ["data"],
} as const;

const IMAGES: ReadonlyMap<string, readonly StreamView[]> = new Map([
  ["NewImage", ["new image", "both images"]],
  ["OldImage", ["old image", "both images"]],
]);

/** @throws {ArgsError} for patterns that no record of the stream could match. */
export const checkFilter = (name: string, stream: StreamFacts, filter: readonly FilterPattern[]): void => {
  checkFilterPatterns(name, filter);
  for (const [index, pattern] of filter.entries()) checkPattern(name, `filter[${index}]`, stream, pattern);
};

const checkPattern = (name: string, at: string, stream: StreamFacts, pattern: FilterPattern): void => {
  const known: readonly string[] = MEMBERS[stream.kind];
  for (const [member, inner] of Object.entries(pattern)) {
    if (member === "$or" && Array.isArray(inner))
      for (const [index, one] of inner.filter(isData).entries()) checkPattern(name, `${at}.$or[${index}]`, stream, one);
    else if (!known.includes(member))
      throw new ArgsError(
        name,
        `${at}.${member}`,
        `must be one of ${known.join(", ")}, which a record of a ${stream.kind === "dynamodb" ? "table's" : "Kinesis"} stream has`,
      );
    else if (member === "eventName" && Array.isArray(inner)) checkEvents(name, `${at}.eventName`, inner);
    else if (member === "dynamodb" && isData(inner)) checkImages(name, `${at}.dynamodb`, stream, inner);
  }
};

const EVENTS = ["INSERT", "MODIFY", "REMOVE"];

const checkEvents = (name: string, at: string, wanted: readonly unknown[]): void => {
  const other = wanted.find((one) => typeof one === "string" && !EVENTS.includes(one));
  if (other !== undefined)
    throw new ArgsError(name, at, `must hold ${alternatives(EVENTS)} (it holds ${JSON.stringify(other)})`);
};

const checkImages = (name: string, at: string, { view }: StreamFacts, pattern: FilterPattern): void => {
  for (const [image, inner] of Object.entries(pattern)) {
    const views = IMAGES.get(image);
    if (views !== undefined && view !== undefined && !views.includes(view))
      throw new ArgsError(
        name,
        `${at}.${image}`,
        `must be absent, or the table's stream be ${views.map((one) => `"${one}"`).join(" or ")}: its records hold ${view}`,
      );
    if (["Keys", "NewImage", "OldImage"].includes(image)) checkNumbers(name, `${at}.${image}`, inner);
  }
};

/** Numbers are texts in DynamoDB's JSON, which numeric operators never match. */
const checkNumbers = (name: string, at: string, pattern: unknown): void => {
  if (!isData(pattern)) return;
  for (const [key, inner] of Object.entries(pattern)) {
    const numeric =
      Array.isArray(inner) && inner.some((one) => typeof one === "number" || (isData(one) && "numeric" in one));
    if (key === "N" && numeric)
      throw new ArgsError(
        name,
        `${at}.N`,
        'must hold texts, ["7"]: numbers are texts in a table\'s stream, and no numeric operator matches',
      );
    checkNumbers(name, `${at}.${key}`, inner);
  }
};
