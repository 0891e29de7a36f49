import type { CommandFacts } from "./commands";
import { glob } from "./server/glob";

interface KeyRule {
  readonly pattern: Buffer;
  readonly read: boolean;
  readonly write: boolean;
}

/** What a user may do, as its access string says. */
export interface UserRules {
  readonly on: boolean;
  /** Whether the command itself is allowed. */
  allows(name: string, facts: CommandFacts, subcommand: string | undefined): boolean;
  /** Whether the command may touch this key. */
  reaches(key: Buffer, facts: CommandFacts): boolean;
}

export class AccessStringError extends Error {
  override readonly name = "AccessStringError";
}

/**
 * Reads an access string: `on ~shows/* -@all +@read +cluster|slots`. Rules count from left to right.
 *
 * @throws {AccessStringError}
 */
// fidelity: docs: ElastiCache user guide, "Specifying Permissions Using an Access String"; Valkey, ACL
export const readAccessString = (text: string): UserRules => {
  let on = false;
  const keys: KeyRule[] = [];
  const commands: {
    readonly allowed: boolean;
    readonly fits: (name: string, facts: CommandFacts, sub?: string) => boolean;
  }[] = [];
  const take = (allowed: boolean, what: string) =>
    commands.push({ allowed, fits: (name, facts, sub) => fits(what, name, facts, sub) });
  for (const rule of text.trim().split(/\s+/)) {
    const [, rights, pattern] = /^(?:%(R|W|RW|WR))?~(.+)$/s.exec(rule) ?? [];
    if (rule === "on" || rule === "off") on = rule === "on";
    else if (pattern !== undefined)
      keys.push({
        pattern: Buffer.from(pattern),
        read: rights === undefined || rights.includes("R"),
        write: rights === undefined || rights.includes("W"),
      });
    else if (rule === "allkeys") keys.push({ pattern: Buffer.from("*"), read: true, write: true });
    else if (rule === "resetkeys") keys.splice(0);
    else if (/^(?:&.+|allchannels|resetchannels|sanitize-payload|skip-sanitize-payload)$/.test(rule)) continue;
    else if (rule === "allcommands") take(true, "@all");
    else if (rule === "nocommands") take(false, "@all");
    else if (/^[+-]@?[a-z]+(?:\|[a-z-]+)?$/i.test(rule)) take(rule.startsWith("+"), rule.slice(1).toLowerCase());
    else throw new AccessStringError(`${JSON.stringify(rule)} is no rule of an access string`);
  }
  return {
    on,
    allows: (name, facts, sub) => commands.findLast((rule) => rule.fits(name, facts, sub))?.allowed ?? false,
    reaches: (key, { categories }) => {
      const writes = categories.includes("@write");
      return keys.some(({ pattern, read, write }) => (writes ? write : read) && glob(pattern, key));
    },
  };
};

const fits = (what: string, name: string, { categories }: CommandFacts, subcommand: string | undefined): boolean => {
  if (what === "@all") return true;
  if (what.startsWith("@")) return categories.includes(what);
  const [command, sub] = what.split("|");
  return command === name.toLowerCase() && (sub === undefined || sub === subcommand?.toLowerCase());
};
