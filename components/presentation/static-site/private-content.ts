import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { input, list, object, record, text } from "../../core/args/args-shape";
import { argsPath } from "../../core/args/check-args";

/** What of a site is shown to those alone whose URL or cookies were signed with one of the keys. */
export interface PrivateContent {
  /** Paths of the site, `*` and `?` stand for any characters and one: `["/members/*"]`. */
  readonly paths: readonly string[];
  /**
   * Public keys by name, PEM, of RSA with 2048 bits or ECDSA P-256. Several while one takes the place of another: who
   * signs has the private one, in a Secret say.
   */
  readonly keys: Readonly<Record<string, pulumi.Input<string>>>;
}

export const privateContentShape = object<PrivateContent>({
  paths: list(text("a path"), 'a list of paths, ["/members/*"]'),
  keys: record(input(text("a public key, PEM")), 'public keys by name, { "2026": "-----BEGIN PUBLIC KEY-----…" }'),
}).optional();

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html (read 2026-11) */
const MAX_KEYS = 5;

/** @throws {ArgsError} for paths that no behaviour can have, and for too few or too many keys. */
export const planPrivateContent = (name: string, content: PrivateContent | undefined): PrivateContent | undefined => {
  if (content === undefined) return undefined;
  const keys = Object.entries(content.keys);
  if (content.paths.length === 0) throw new ArgsError(name, "private.paths", 'must name a path, ["/members/*"]');
  for (const [index, path] of content.paths.entries())
    if (!isPathPattern(path))
      throw new ArgsError(
        name,
        argsPath(["private", "paths", index]),
        `must be a path pattern below the root, "/members/*" (it is ${JSON.stringify(path)})`,
      );
  if (keys.length < 1 || keys.length > MAX_KEYS)
    throw new ArgsError(name, "private.keys", `must be 1 to ${MAX_KEYS} (there are ${keys.length})`);
  for (const [key, pem] of keys) {
    const at = argsPath(["private", "keys", key]);
    if (!/^[A-Za-z0-9_-]{1,40}$/.test(key))
      throw new ArgsError(name, at, "must be called by 1 to 40 letters, digits, hyphens and underscores");
    if (typeof pem === "string" && !/^-----BEGIN PUBLIC KEY-----[\s\S]+-----END PUBLIC KEY-----\s*$/.test(pem))
      throw new ArgsError(name, at, 'must be a public key, PEM: it begins with "-----BEGIN PUBLIC KEY-----"');
  }
  return content;
};

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern */
const isPathPattern = (path: string): boolean => /^\/[A-Za-z0-9_\-.$/~"'@:+*?&=%]{1,254}$/.test(path) && path !== "/*";
