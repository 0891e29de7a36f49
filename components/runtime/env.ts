import { DATABASE_FIELDS, type DatabaseField, variable } from "../contracts/environment";

/** Where a database link leads, and as whom the function signs in. */
export interface DatabaseEnvironment {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/**
 * What the link `link` put into the environment. Call it while the module loads, so that a function without the link
 * fails at its start and not at its first request.
 *
 * @throws Error that names the missing link.
 */
export const database = (link: string, variables: NodeJS.ProcessEnv = process.env): DatabaseEnvironment => {
  const missing = DATABASE_FIELDS.map((field) => variable(link, field)).filter((name) => !variables[name]);
  if (missing.length > 0) {
    throw new Error(
      `This function has no link "${link}" to a database (${missing.join(", ")} not set): declare it as ` +
        `links: { ${link}: database.writer() } or database.reader().`,
    );
  }
  const field = (name: DatabaseField) => variables[variable(link, name)] ?? "";
  return { host: field("HOST"), port: Number(field("PORT")), database: field("DATABASE"), user: field("USER") };
};
