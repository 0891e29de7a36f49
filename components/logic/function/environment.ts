import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import type { Link } from "../../core/rights/link";
import { CERTIFICATES_FILE } from "./package";

/**
 * The variables of a function: those of its links under the names it chose, and its own.
 *
 * @throws {ArgsError} for a name that Lambda refuses, and for a variable that is set twice.
 */
export const functionEnvironment = (
  name: string,
  links: Readonly<Record<string, Link>>,
  own: Readonly<Record<string, pulumi.Input<string>>>,
): Record<string, pulumi.Input<string>> => {
  const setBy = new Map<string, string>();
  const variables: Record<string, pulumi.Input<string>> = {};
  const add = (path: string, entries: Readonly<Record<string, pulumi.Input<string>>>) => {
    for (const [key, value] of Object.entries(entries)) {
      const earlier = setBy.get(key);
      if (earlier !== undefined)
        throw new ArgsError(
          name,
          path,
          `must not set ${key} again: ${earlier} does; choose another name for one of them`,
        );
      checkVariable(name, path, key);
      setBy.set(key, path);
      variables[key] = value;
    }
  };
  for (const [key, link] of Object.entries(links)) add(`links.${key}`, link.environment(key));
  add("environment", own);
  // Handlers never pass `ca` to a TLS client: that would switch the variable off.
  if (certificatesOf(links).length > 0)
    add("links with certificates", { NODE_EXTRA_CA_CERTS: `/var/task/${CERTIFICATES_FILE}` });
  return variables;
};

/** The certificates that the links bring, each once. */
export const certificatesOf = (links: Readonly<Record<string, Link>>): pulumi.Input<string>[] => [
  ...new Set(Object.values(links).flatMap(({ certificates }) => (certificates === undefined ? [] : [certificates]))),
];

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
]);

const checkVariable = (name: string, path: string, variable: string): void => {
  if (RESERVED.has(variable)) throw new ArgsError(name, path, `must not set ${variable}: Lambda keeps it for itself`);
  if (!/^[A-Za-z][A-Za-z0-9_]+$/.test(variable))
    throw new ArgsError(
      name,
      path,
      `must name variables by two or more letters, digits and underscores, a letter first (${JSON.stringify(variable)})`,
    );
};
