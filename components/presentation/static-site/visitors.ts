import { isIP } from "node:net";
import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { input, list, object, text } from "../../core/args/args-shape";
import { argsPath } from "../../core/args/check-args";

/**
 * Who may see a site that is not for everybody yet. Visitors from these addresses come in without being asked; others
 * are asked for the password, and where there is none they are refused (403). An API of the site is not concerned:
 * it has its own authorizers.
 */
export interface SiteVisitors {
  /** Addresses and ranges, IPv4 and IPv6: `["192.0.2.0/24", "2001:db8::/32"]`. @default none */
  readonly addresses?: readonly string[];
  /** Asked for by browsers (HTTP Basic). A digest of both is in the distribution's function. */
  readonly password?: SitePassword;
}

export interface SitePassword {
  readonly user: string;
  /** At least 12 characters; a secret of the stack's configuration, say. */
  readonly password: pulumi.Input<string>;
}

export const siteVisitorsShape = object<SiteVisitors>({
  addresses: list(text("an address or a range"), 'a list of addresses and ranges, ["192.0.2.0/24"]').optional(),
  password: object<SitePassword>({
    user: text("a name"),
    password: input(text("a text of at least 12 characters")),
  }).optional(),
}).optional();

export interface PlannedVisitors {
  /** The first bits of each range, after the letter of its family: `4` or `6`. */
  readonly ranges: readonly string[];
  readonly password: SitePassword | undefined;
}

const MIN_PASSWORD_LENGTH = 12;

/** @throws {ArgsError} for ranges that are none, a password that is short, and a fence that lets nobody in. */
export const planVisitors = (name: string, visitors: SiteVisitors | undefined): PlannedVisitors | undefined => {
  if (visitors === undefined) return undefined;
  const { addresses = [], password } = visitors;
  if (addresses.length === 0 && password === undefined)
    throw new ArgsError(name, "visitors", "must let somebody in: name addresses, a password or both");
  const ranges = addresses.map((address, index) => {
    const bits = bitsOf(address);
    if (bits !== undefined) return bits;
    throw new ArgsError(
      name,
      argsPath(["visitors", "addresses", index]),
      `must be an address or a range, "192.0.2.0/24" or "2001:db8::/32" (it is ${JSON.stringify(address)})`,
    );
  });
  if (password !== undefined) checkPassword(name, "visitors.password", password);
  return { ranges, password };
};

/** @throws {ArgsError} for a name that HTTP Basic cannot carry, and a password that is short. */
export const checkPassword = (name: string, at: string, { user, password }: SitePassword): void => {
  if (!/^[^:\p{Cc}]+$/u.test(user)) throw new ArgsError(name, `${at}.user`, "must be a name without a colon");
  if (typeof password === "string" && password.length < MIN_PASSWORD_LENGTH)
    throw new ArgsError(
      name,
      `${at}.password`,
      `must have at least ${MIN_PASSWORD_LENGTH} characters (it has ${password.length})`,
    );
};

/** `"192.0.2.0/24"` -> `"4110000000000000000000010"`; `undefined` for what is no range. */
const bitsOf = (range: string): string | undefined => {
  const [, address = "", size] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(range) ?? [];
  const family = isIP(address);
  if (family === 0 || address.includes("%")) return undefined;
  const all = family === 4 ? bytesBits(address.split(".").map(Number)) : groupBits(address);
  const length = size === undefined ? all.length : Number(size);
  return length <= all.length ? `${family}${all.slice(0, length)}` : undefined;
};

const bytesBits = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");

/** The address is one of IPv6; a URL writes it out in groups of 16 bits. */
const groupBits = (address: string): string => {
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const [first, last] = [groups(head), groups(tail ?? "")];
  const all = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => "0"), ...last];
  return all.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0")).join("");
};
