import type { Violation } from "../../../aws-types/rule";
import type { Properties } from "../../../engine/resources/resource-type";
import { RESERVED_VARIABLES } from "../process/environment";

/** What AWS takes and the local cloud does not have. */
const NOT_EMULATED: Readonly<Record<string, string>> = {
  layers: "layers",
  imageUri: "container images",
  imageConfig: "container images",
  s3Bucket: "code from S3",
  fileSystemConfig: "file systems",
  snapStart: "SnapStart",
  deadLetterConfig: "dead-letter queues of asynchronous invocations",
  durableConfig: "durable functions",
  capacityProviderConfig: "capacity providers",
};

// fidelity: docs: CreateFunction
const MAX_ENVIRONMENT_BYTES = 4_096;

/** What Lambda would refuse of a function, and what the local cloud cannot be. */
export const functionViolations = (inputs: Properties): readonly Violation[] => {
  const found: Violation[] = [];
  const refuse = (property: string, reason: string) => void found.push({ property, reason });
  for (const [property, what] of Object.entries(NOT_EMULATED)) {
    if (present(inputs[property])) refuse(property, `the local cloud does not emulate ${what}`);
  }
  if (inputs.packageType === "Image") refuse("packageType", "the local cloud does not emulate container images");
  if (!present(inputs.code)) refuse("code", "is required: an archive of files");
  if (typeof inputs.handler !== "string") refuse("handler", "is required, as in index.handler");
  if (!/^nodejs\d+\.x$/.test(String(inputs.runtime))) {
    refuse(
      "runtime",
      `must be one of Node.js: the local cloud runs no other (it is ${JSON.stringify(inputs.runtime)})`,
    );
  }
  return [...found, ...environmentViolations(inputs.environment)];
};

const present = (value: unknown): boolean =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);

const environmentViolations = (environment: unknown): readonly Violation[] => {
  const variables = (environment as { variables?: Properties } | undefined)?.variables ?? {};
  const property = "environment.variables";
  const reserved = Object.keys(variables).filter((key) => RESERVED_VARIABLES.includes(key));
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  return [
    ...(reserved.length > 0
      ? [{ property, reason: `must not set ${reserved.join(", ")}: Lambda keeps them for itself` }]
      : []),
    ...(bytes > MAX_ENVIRONMENT_BYTES
      ? [{ property, reason: `must not be over ${MAX_ENVIRONMENT_BYTES} bytes together (they are ${bytes})` }]
      : []),
  ];
};
