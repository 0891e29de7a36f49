import { createServer, type IncomingMessage, type Server } from "node:http";
import { zipSync } from "fflate";
import { listen } from "../../wire/transport/listen";
import { isMap, type Json, type JsonMap } from "../case-file";
import { subset } from "../matchers";
import { valueAt } from "./sdk";

/** What a function does at one of its calls. */
export type Behaviour =
  | { readonly kind: "returns"; readonly value: (event: Json) => Json }
  | { readonly kind: "throws"; readonly error: JsonMap }
  | { readonly kind: "hangs" };

interface Recorded {
  readonly behaviours: (call: number, event: Json) => Behaviour;
  readonly events: Json[];
}

/** Hears of each call of the functions of cases, and tells them what to do. */
export class Recorder {
  private readonly functions = new Map<string, Recorded>();

  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async start(): Promise<Recorder> {
    const server = createServer((request, response) => {
      const answer = read(request).then((event) => recorder.answer(request.url ?? "", event));
      answer.then(
        (text) => response.end(text),
        () => response.writeHead(500).end(),
      );
    });
    const recorder = new Recorder(server, await listen(server, 0));
    return recorder;
  }

  /** The URL that a function of this name is to be given. */
  add(name: string, behaviours: Recorded["behaviours"]): string {
    this.functions.set(`/${name}`, { behaviours, events: [] });
    return `http://127.0.0.1:${this.port}/${name}`;
  }

  events(name: string): readonly Json[] {
    return this.functions.get(`/${name}`)?.events ?? [];
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(path: string, event: Json): string {
    const known = this.functions.get(path);
    if (!known) throw new Error(`no function ${path}`);
    const behaviour = known.behaviours(known.events.push(event) - 1, event);
    return JSON.stringify(behaviour.kind === "returns" ? { ...behaviour, value: behaviour.value(event) } : behaviour);
  }
}

const read = async (request: IncomingMessage): Promise<Json> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
};

const HANDLER = `exports.handler = async (event) => {
  const response = await fetch(process.env.RECORDER, { method: "POST", body: JSON.stringify(event) });
  const { kind, value, error } = await response.json();
  if (kind === "hangs") await new Promise((resolve) => setTimeout(resolve, 70_000));
  if (kind !== "throws") return value;
  throw Object.assign(new Error(error.errorMessage), { name: error.errorType ?? "Error" });
};
`;

/** The package of every function of cases: it asks the recorder that its environment names what to do. */
export const HANDLER_ZIP = zipSync({ "index.js": Buffer.from(HANDLER) });

/** Behaviours as `answers` of README-data.md: in order of the calls, or by what the event holds. */
export const byAnswers = (answers: readonly JsonMap[]): Recorded["behaviours"] => {
  const conditional = answers.some(({ when }) => when !== undefined);
  return (call, event) => {
    const answer = conditional
      ? answers.find(({ when }) => !isMap(when) || subset(when, event, "") === undefined)
      : answers[Math.min(call, answers.length - 1)];
    if (isMap(answer?.throw)) return { kind: "throws", error: answer.throw };
    return { kind: "returns", value: (received) => returned(answer?.return ?? null, received) };
  };
};

const returned = (value: Json, event: Json): Json => {
  if (Array.isArray(value)) return value.map((each) => returned(each, event));
  if (!isMap(value)) return value;
  if (isMap(value.$merge)) return merged(event, value.$merge);
  if (typeof value.$event === "string") return valueAt(event, value.$event) ?? null;
  if (value.$failures !== undefined) {
    const records = valueAt(event, "Records");
    const failed = (Array.isArray(records) ? records : []).filter((each) => valueAt(each, "body") === value.$failures);
    return { batchItemFailures: failed.map((each) => ({ itemIdentifier: valueAt(each, "messageId") ?? null })) };
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, returned(each, event)]));
};

const merged = (base: Json, over: Json): Json => {
  if (!isMap(base) || !isMap(over)) return over;
  return {
    ...base,
    ...Object.fromEntries(Object.entries(over).map(([name, each]) => [name, merged(base[name] ?? null, each)])),
  };
};
