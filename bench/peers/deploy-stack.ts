import { setTimeout as delay } from "node:timers/promises";
import { REGION } from "../../tests/local/cloud/test-cloud";
import type { RunningPeer } from "./peer";
import { queueMessages } from "./queue-messages";
import type { ServerProcess } from "./server-process";
import { stackTemplate } from "./stack-template";

const STACK = "bench";
const DEPLOYED_WITHIN_MS = 60_000;
/** Any will do: they check no signatures. */
const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };

/**
 * Deploys the API by CloudFormation, which the peers that speak AWS's own protocol have in common.
 * @throws Error when the stack is not created; then the server is stopped
 */
export const deployStack = async (
  server: ServerProcess,
  endpoint: string,
  { withFunction }: { withFunction: boolean },
): Promise<RunningPeer> => {
  try {
    await cloudFormation(endpoint, {
      Action: "CreateStack",
      TemplateBody: JSON.stringify(stackTemplate(withFunction)),
    });
    const { api, queue } = await outputs(endpoint);
    return {
      url: `${endpoint}/_aws/execute-api/${api}/v1`,
      messages: () => queueMessages({ endpoint, credentials: CREDENTIALS }, queue),
      stop: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
};

/** The Query protocol answers with XML, of which only the values of a few elements matter. */
const cloudFormation = async (endpoint: string, parameters: Readonly<Record<string, string>>): Promise<string> => {
  const scope = `${CREDENTIALS.accessKeyId}/20260101/${REGION}/cloudformation/aws4_request`;
  const response = await fetch(`${endpoint}/`, {
    method: "POST",
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none` },
    body: new URLSearchParams({ Version: "2010-05-15", StackName: STACK, ...parameters }),
    signal: AbortSignal.timeout(DEPLOYED_WITHIN_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`it refused ${parameters.Action}: ${element(text, "Message") ?? response.status}`);
  return text;
};

const element = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

const outputs = async (endpoint: string): Promise<Record<string, string>> => {
  const deadline = performance.now() + DEPLOYED_WITHIN_MS;
  for (;;) {
    const stack = await cloudFormation(endpoint, { Action: "DescribeStacks" });
    const status = element(stack, "StackStatus");
    if (status === "CREATE_COMPLETE") {
      const found = stack.matchAll(/<OutputKey>(\w+)<\/OutputKey>\s*<OutputValue>([^<]*)</g);
      return Object.fromEntries([...found].map(([, key = "", value = ""]) => [key.toLowerCase(), value]));
    }
    if (status !== "CREATE_IN_PROGRESS" || performance.now() > deadline)
      throw new Error(`its stack is ${status}: ${element(stack, "StackStatusReason") ?? "no reason given"}`);
    await delay(200);
  }
};
