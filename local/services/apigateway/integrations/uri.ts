/** Puts path parameters `{name}` and stage variables `${stageVariables.name}` into an integration's URI. */
// fidelity: docs: stage variables reference; observed: conformance errors-missing-stage-variable-in-uri
export const fillUri = (
  uri: string,
  path: ReadonlyMap<string, readonly string[]>,
  stageVariables: Readonly<Record<string, string>>,
): string => {
  const withStage = fillStageVariables(uri, stageVariables);
  const question = withStage.indexOf("?");
  return withStage.replace(/\{([^{}]+?)\+?\}/g, (all, name: string, at: number) => {
    const value = path.get(name)?.at(-1);
    if (value === undefined) return all;
    return question >= 0 && at > question
      ? keepEncoded(encodeURIComponent(value.toWellFormed()))
      : keepEncoded(encodeURI(value.toWellFormed()));
  });
};

/** Takes back what was encoded once more: path variables come as they were sent. */
const keepEncoded = (encoded: string): string => encoded.replace(/%25([0-9A-Fa-f]{2})/g, "%$1");

export const fillStageVariables = (text: string, stageVariables: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{stageVariables\.([^}]*)\}/g, (_, name: string) =>
    Object.hasOwn(stageVariables, name) ? (stageVariables[name] ?? "") : "",
  );

/** The parts of `arn:aws:apigateway:region:service:path/…`. */
export interface AwsUri {
  readonly region: string;
  /** `sqs`; for `subdomain.service` both. */
  readonly service: string;
  readonly kind: "path" | "action";
  readonly rest: string;
}

export const parseAwsUri = (uri: string): AwsUri | undefined => {
  const match = /^arn:[^:]+:apigateway:([^:]+):([^:]+):(path|action)\/([\s\S]*)$/.exec(uri);
  if (!match) return undefined;
  const [, region = "", service = "", kind, rest = ""] = match;
  return { region, service, kind: kind === "path" ? "path" : "action", rest };
};

/** The function that an invocation URI names: `…/functions/<arn>/invocations`, or `…/response-streaming-invocations`. */
export const functionArn = (uri: string): string | undefined =>
  /\/functions\/(.+?)\/(?:response-streaming-)?invocations$/.exec(uri)?.[1];
