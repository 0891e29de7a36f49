import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { PlannedRedirects } from "./redirects";
import type { PlannedVisitors } from "./visitors";

/** What the function of a site decides, in front of the bucket and nothing else. */
export interface ViewerRules {
  /** All paths without an extension are pages of one app, or each has its own. */
  readonly pages: "app" | "files";
  readonly redirects: PlannedRedirects;
  readonly visitors: PlannedVisitors | undefined;
  /** The name that visitors are to use, where others lead to the same site. */
  readonly primary: string | undefined;
  /** Path patterns of what only a signature opens. */
  readonly hidden: readonly string[];
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-function-restrictions.html (read 2026-11) */
export const MAX_CODE_BYTES = 10_240;

/**
 * The code of a CloudFront Function (`cloudfront-js-2.0`) for viewer requests: who may come in, where a path leads now,
 * and which file is meant. One, because a behaviour takes one; on the bucket's behaviours alone, so that an API's
 * errors stay errors and its tokens its own.
 */
export const viewerFunction = ({ pages, redirects, visitors, primary, hidden }: ViewerRules): pulumi.Output<string> => {
  const digest = visitors?.password && digestOf(visitors.password);
  return pulumi
    .output(digest)
    .apply((password) =>
      [
        ...(password === undefined ? [] : ["const crypto = require('crypto');"]),
        "function handler(event) {",
        "  const request = event.request;",
        ...(visitors === undefined ? [] : fence(visitors.ranges, password)),
        ...(primary === undefined ? [] : naming(primary)),
        ...(Object.keys(redirects).length === 0 ? [] : redirecting(redirects)),
        ...(hidden.length === 0 ? [] : ["  const asked = request.uri;"]),
        ...(pages === "app" ? APP : FILES),
        ...(hidden.length === 0 ? [] : hiding(hidden)),
        "  return request;",
        "}",
        ...(visitors?.ranges.length ? [BITS] : []),
        ...(primary !== undefined || Object.keys(redirects).length > 0 || hidden.length > 0 ? [MOVED] : []),
        "",
      ].join("\n"),
    );
};

/** As browsers send it, hashed: who may read the function is not told the password. */
const digestOf = ({ user, password }: NonNullable<PlannedVisitors["password"]>): pulumi.Output<string> =>
  pulumi.secret(password).apply((text) => {
    const header = `Basic ${Buffer.from(`${user}:${text}`).toString("base64")}`;
    return createHash("sha256").update(header).digest("hex");
  });

const fence = (ranges: readonly string[], password: string | undefined): string[] => [
  ...(ranges.length === 0
    ? ["  const known = false;"]
    : [
        `  const ranges = ${JSON.stringify(ranges)};`,
        "  const address = bitsOf(event.viewer.ip);",
        "  const known = ranges.some((range) => address.startsWith(range));",
      ]),
  ...(password === undefined
    ? [
        "  if (!known) return { statusCode: 403, statusDescription: 'Forbidden', headers: { 'cache-control': { value: 'no-store' } } };",
      ]
    : [
        "  if (!known) {",
        "    const given = request.headers.authorization ? request.headers.authorization.value : '';",
        `    if (crypto.createHash('sha256').update(given).digest('hex') !== '${password}')`,
        "      return { statusCode: 401, statusDescription: 'Unauthorized', headers: { 'cache-control': { value: 'no-store' }, 'www-authenticate': { value: 'Basic realm=\"Preview\", charset=\"UTF-8\"' } } };",
        "  }",
      ]),
];

const naming = (primary: string): string[] => [
  `  if (request.headers.host.value !== '${primary}')`,
  `    return moved(301, 'https://${primary}' + request.uri, request.querystring);`,
];

const redirecting = (redirects: PlannedRedirects): string[] => [
  `  const redirects = ${JSON.stringify(redirects)};`,
  "  if (Object.prototype.hasOwnProperty.call(redirects, request.uri)) {",
  "    const redirect = redirects[request.uri];",
  "    return moved(redirect[0], redirect[1], request.querystring);",
  "  }",
];

/** A file has an extension: one that is missing is not found. Everything else is a page of the app. */
const APP = ["  if (!/\\.[A-Za-z0-9]+$/.test(request.uri)) request.uri = '/index.html';"];

const FILES = [
  "  if (request.uri.endsWith('/')) request.uri += 'index.html';",
  "  else if (!/\\.[A-Za-z0-9]+$/.test(request.uri)) request.uri += '/index.html';",
];

/**
 * CloudFront asks for a signature by the path that was asked for, `/members` or `/members%2findex.html`, and not by the
 * file that S3 reads of it, `/members/index.html`: where the one is open and the other is not, the viewer has to ask for
 * the file.
 */
const hiding = (hidden: readonly string[]): string[] => [
  `  const hidden = ${JSON.stringify(hidden.map(expression))};`,
  "  let file = request.uri;",
  "  try { file = decodeURIComponent(file); } catch (error) { /* S3 has no such file */ }",
  "  const isHidden = (path) => hidden.some((one) => new RegExp(one).test(path));",
  "  if (!isHidden(asked) && isHidden(file))",
  // Two slashes would name a host.
  "    return moved(302, encodeURI(file).replace(/^\\/+/, '/'), request.querystring);",
];

/** A path pattern: `*` is anything, slashes too, `?` one character. */
const expression = (pattern: string): string =>
  `^${pattern
    .replace(/[.+$()|[\]\\{}^/]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".")}$`;

/** The family of an address and its bits. */
const BITS = `function bitsOf(ip) {
  if (ip.indexOf(':') < 0) return '4' + ip.split('.').map((byte) => Number(byte).toString(2).padStart(8, '0')).join('');
  const halves = ip.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - halves[0].length - (halves[1] || []).length;
  const groups = halves[0].concat(Array(missing > 0 ? missing : 0).fill('0'), halves[1] || []);
  return '6' + groups.map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}`;

/** The query goes along. */
const MOVED = `function moved(statusCode, to, query) {
  const pairs = [];
  Object.keys(query).forEach((key) => {
    (query[key].multiValue || [query[key]]).forEach((one) => pairs.push(one.value === '' ? key : key + '=' + one.value));
  });
  const value = pairs.length === 0 ? to : to + (to.indexOf('?') < 0 ? '?' : '&') + pairs.join('&');
  const statusDescription = statusCode === 301 ? 'Moved Permanently' : 'Found';
  return { statusCode: statusCode, statusDescription: statusDescription, headers: { location: { value: value } } };
}`;
