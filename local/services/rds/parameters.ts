import type { Log } from "../../cloud/log";

/** What a cluster parameter group says, name to value, as AWS holds it. */
export type ParameterValues = Readonly<Record<string, string>>;

export interface Parameters {
  /** Settings of PostgreSQL itself. */
  readonly settings: ParameterValues;
  /** `rds.force_ssl`. */
  readonly forceTls: boolean;
}

/** Sizes of AWS's machines, which a laptop does not have. */
const SIZES = new Set(["shared_buffers", "effective_cache_size", "huge_pages", "wal_buffers"]);
/** Settings that make the local server what it is. */
const OURS = new Set(["listen_addresses", "port", "ssl", "fsync", "unix_socket_directories", "data_directory"]);
/** Prefixes of settings that only AWS's builds know. */
const AWS_ONLY = /^(rds|aurora|apg|babelfishpg|orafce|pg_tle)[._]/;

/** Splits parameters into those that PostgreSQL gets and those that the proxy honours; warns of the others. */
export const readParameters = (cluster: string, values: ParameterValues, major: number, log: Log): Parameters => {
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (name === "rds.force_ssl") continue;
    if (AWS_ONLY.test(name) || SIZES.has(name) || OURS.has(name) || value.includes("{")) {
      log.warn("rds", `${cluster}: parameter ${name} is recorded and has no effect in the local cloud`);
    } else settings[name] = value;
  }
  return { settings, forceTls: forceTls(values["rds.force_ssl"], major) };
};

// fidelity: docs: Aurora user guide, "Requiring an SSL/TLS connection": on by default from version 17
const forceTls = (value: string | undefined, major: number): boolean =>
  value === undefined ? major >= 17 : value === "1" || value === "on";
