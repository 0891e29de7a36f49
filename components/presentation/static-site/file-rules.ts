import { basename } from "node:path";
import { ArgsError } from "../../core/args/args-error";
import { object, text } from "../../core/args/args-shape";
import { argsPath } from "../../core/args/check-args";
import { type Duration, toSeconds } from "../../core/args/duration";
import { contentTypeOf } from "../../core/content-type";

/**
 * How long browsers and the distribution may keep a file before they ask again: for good, because its name tells what it
 * holds; never without asking whether it has changed; not at all; or for a time.
 */
export type FileCaching = "immutable" | "no-cache" | "no-store" | Duration;

/** How files of a kind are served. */
export interface FileRule {
  /**
   * Which: `*` is anything but a slash, `**` anything. Without a slash it is the name of a file in any folder, `*.html`;
   * with one the whole path, `assets/**`.
   */
  readonly files: string;
  readonly cache: FileCaching;
  /** @default by the file's extension; "application/octet-stream" for an unknown one */
  readonly contentType?: string;
}

export const fileRuleShape = object<FileRule>({
  files: text('a pattern of files, such as "*.html" or "assets/**"'),
  cache: text('"immutable", "no-cache", "no-store" or a length of time'),
  contentType: text('a media type, such as "text/html; charset=utf-8"').optional(),
});

/** A file's headers, and whether it stays for pages of the deployment before, for its name may tell what it holds. */
export interface Serving {
  readonly contentType: string;
  readonly cacheControl: string;
  readonly kept: boolean;
}

/** Says of a path below the site's folder how it is served. */
export type Serve = (path: string) => Serving;

/** The last of several that are right, so that the first one of the program's counts. */
const DEFAULTS: readonly FileRule[] = [
  { files: "*.html", cache: "no-cache" },
  // A worker that is old stays in charge of pages that are new.
  { files: "{sw,service-worker}.js", cache: "no-cache" },
  { files: "*.webmanifest", cache: "no-cache" },
];

/** Browsers ask again after it; the distribution is told of changes. */
const OTHERS: Duration = "1 hour";

/**
 * By the program's rules, then by those that hold for every site: pages are asked for each time, files whose names hold
 * a digest are kept for good, all others for an hour.
 *
 * @throws {ArgsError} for a length of time that is none.
 */
export const planServing = (name: string, given: readonly FileRule[] = []): Serve => {
  const rules = [...given.map((rule, index) => checked(name, rule, index)), ...DEFAULTS].map((rule) => ({
    ...rule,
    matches: pattern(rule.files),
  }));
  return (path) => {
    const rule = rules.find(({ matches }) => matches(path));
    const cache = rule?.cache ?? (hasDigest(basename(path)) ? "immutable" : OTHERS);
    return {
      contentType: rule?.contentType ?? contentTypeOf(path),
      cacheControl: cacheControl(cache),
      kept: cache === "immutable" || (rule === undefined && mayHaveDigest(basename(path))),
    };
  };
};

const checked = (name: string, rule: FileRule, index: number): FileRule => {
  const path = argsPath(["rules", index]);
  if (rule.files === "") throw new ArgsError(name, `${path}.files`, 'must be a pattern, "*.html" (it is empty)');
  if (!/^(immutable|no-cache|no-store)$/.test(rule.cache))
    toSeconds(name, `${path}.cache`, rule.cache as Duration, { max: "365 days" });
  if (rule.contentType !== undefined && !MEDIA_TYPE.test(rule.contentType))
    throw new ArgsError(
      name,
      `${path}.contentType`,
      `must be a media type, "text/html; charset=utf-8" (it is ${JSON.stringify(rule.contentType)})`,
    );
  return rule;
};

const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+( *; *[\w-]+=[\w.-]+)*$/;

const YEAR_SECONDS = 31_536_000;

const cacheControl = (cache: FileCaching): string => {
  if (cache === "immutable") return `public, max-age=${YEAR_SECONDS}, immutable`;
  if (cache === "no-cache" || cache === "no-store") return cache;
  return `public, max-age=${toSeconds("", "", cache)}`;
};

/** `*.{js,css}`, `assets/**`. */
const pattern = (files: string): ((path: string) => boolean) => {
  const source = files
    .replace(/[.+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{([^{}]*)\}/g, (_, words: string) => `(?:${words.split(",").join("|")})`)
    .replace(/\*\*|\*/g, (stars) => (stars === "**" ? ".*" : "[^/]*"));
  const whole = new RegExp(`^${source}$`, "s");
  return files.includes("/") ? (path) => whole.test(path) : (path) => whole.test(basename(path));
};

/** What may be a digest at the end of a name, as bundlers write it: eight letters of base64url, or more hexadecimal digits. */
const tailOf = (file: string): string | undefined =>
  /[.-]([A-Za-z0-9_-]{8}|[0-9a-f]{8,64})(?:\.[a-z0-9]+)+$/.exec(file)?.[1];

/**
 * Whether the name ends in a digest for certain: in base64url (Vite, Rollup), in base32 (esbuild), or in hexadecimal digits
 * (webpack, Parcel). A word is none, nor is a number: what is kept for good cannot be taken back.
 */
const hasDigest = (file: string): boolean => {
  const digest = tailOf(file);
  if (digest === undefined) return false;
  if (/^[0-9a-f]+$/.test(digest)) return /\d/.test(digest) && /[a-f]/.test(digest);
  return /^[A-Z2-7]{8}$/.test(digest) || (/[A-Z]/.test(digest) && /[a-z0-9]/.test(digest.slice(1)) && !isWords(digest));
};

/** `Handbook`, `SemiBold`, `Report24`, `IMG_1234`: of parts that can be said, and numbers. */
const isWords = (text: string): boolean =>
  text
    .split(/[_-]|(?<=[a-z]{3})(?=[A-Z][a-z]{3})|(?<=[A-Za-z])(?=\d)/)
    .every((part) => /^(\d+|[A-Z]?[a-z]*[aeiouy][a-z]*|[A-Z]{2,})$/.test(part));

/** Whether it may be one: of a few digests in a hundred nobody could tell. A date is none. */
const mayHaveDigest = (file: string): boolean => {
  const tail = tailOf(file) ?? "";
  return /[A-Z\d]/.test(tail) && !/^(19|20)\d{6}$/.test(tail);
};
