import { isMap, type Json, type JsonMap } from "../case-file";
import { difference, print, subset } from "../matchers";
import { valueAt } from "../services/sdk";
import type { EdgeStep } from "./edge-case";
import type { EdgeWorld } from "./edge-world";
import { type Opening, SocketClient } from "./socket-client";

/** The WebSocket connections of a case. */
export class Connections {
  private readonly clients = new Map<string, SocketClient>();

  constructor(private readonly world: EdgeWorld) {}

  /** Whether the step is one of connections; then the first difference. */
  run(step: EdgeStep, expect: JsonMap): Promise<string | undefined> | undefined {
    if (typeof step.connect === "string") return this.connect(step.connect, step, expect);
    if (typeof step.send === "string") return this.send(step.send, step, expect);
    if (typeof step.close === "string") return this.shut(step.close, step, expect);
    if (typeof step.open === "string") return this.look(step.open, expect);
    if (isMap(step.management)) return this.manage(step.management, expect);
    return undefined;
  }

  end(): void {
    for (const client of this.clients.values()) client.end();
  }

  private api(): { readonly host: string; readonly stage: string } {
    const all = [...this.world.resources.entries()];
    const [api = ""] = all.find(([, { protocolType }]) => protocolType === "WEBSOCKET") ?? [];
    const [, stage = {}] =
      all.find(([, { apiId, name, autoDeploy }]) => apiId && name && autoDeploy !== undefined) ?? [];
    return { host: this.world.output(api, "host"), stage: String(valueAt(stage, "name")) };
  }

  private async connect(name: string, step: EdgeStep, expect: JsonMap): Promise<string | undefined> {
    const { host, stage } = this.api();
    const { path = "", headers = {}, subprotocols } = this.world.filled(step as JsonMap) as JsonMap;
    const lines = Object.entries(isMap(headers) ? headers : {}).map(([key, value]): [string, string] => [
      key,
      String(value),
    ]);
    if (Array.isArray(subprotocols)) lines.push(["Sec-WebSocket-Protocol", subprotocols.join(", ")]);
    const target = `/${step.stage ?? stage}${path}`;
    const before = this.eventIds();
    const opening = await SocketClient.open(Number(this.world.place(host).port), target, [["Host", host], ...lines]);
    if (opening.client) this.clients.set(name, opening.client);
    // The id is known to functions alone, and to the headers of a local cloud that tells it.
    const told = this.eventIds().find((id) => !before.includes(id)) ?? opening.headers["x-local-connection-id"];
    if (told !== undefined) this.world.variables.set(`${name}.connectionId`, told);
    return openingDifference(expect, opening);
  }

  private async send(name: string, step: EdgeStep, expect: JsonMap): Promise<string | undefined> {
    const client = this.client(name);
    const { text, json, binary, frameSize } = this.world.filled(step as JsonMap) as JsonMap;
    const message =
      typeof binary === "string"
        ? Buffer.from(binary, "base64")
        : json === undefined
          ? String(text)
          : JSON.stringify(json);
    client.send(message, frameSize === undefined ? undefined : Number(frameSize));
    if (isMap(expect.closed)) return difference(expect.closed, { code: await client.closing() }, "closed");
    return (
      (expect.received === undefined ? undefined : await this.receivedDifference(name, expect.received)) ??
      (await this.othersDifference(expect.others))
    );
  }

  private async shut(name: string, { code = 1000 }: EdgeStep, expect: JsonMap): Promise<string | undefined> {
    const client = this.client(name);
    client.close(Number(code));
    if (expect.closed === true && (await client.closing()) === undefined) return `${name} should be closed`;
    return undefined;
  }

  private async look(name: string, expect: JsonMap): Promise<string | undefined> {
    const client = this.client(name);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const open = client.closed === undefined;
    return open === (expect.open === true) ? undefined : `${name} should be ${open ? "closed" : "open"}`;
  }

  private async manage(asked: JsonMap, expect: JsonMap): Promise<string | undefined> {
    const { host, stage } = this.api();
    const answer = await this.world.manage(host, stage, this.world.filled(asked) as JsonMap);
    const text = answer.body.toString();
    const type = answer.headers.find(([name]) => name.toLowerCase() === "x-amzn-errortype")?.[1];
    const json = difference({ $json: { $any: true } }, text, "body") === undefined ? JSON.parse(text) : undefined;
    const found =
      (expect.status === undefined ? undefined : difference(expect.status, answer.status, "status")) ??
      (expect.error === undefined ? undefined : difference(expect.error, (type ?? "").split(":")[0], "error")) ??
      (expect.body === undefined
        ? undefined
        : difference(expect.body, typeof expect.body === "string" ? text : json, "body"));
    return found ? `${found}; body ${print(text)}` : this.othersDifference(expect.received);
  }

  private async othersDifference(expected: Json | undefined): Promise<string | undefined> {
    for (const [name, messages] of Object.entries(isMap(expected) ? expected : {})) {
      const found = await this.receivedDifference(name, messages);
      if (found) return found;
    }
    return undefined;
  }

  private async receivedDifference(name: string, expected: Json): Promise<string | undefined> {
    const received = await this.client(name).received(Array.isArray(expected) ? expected.length : 1);
    return difference(expected, received, `received by ${name}`);
  }

  private client(name: string): SocketClient {
    const client = this.clients.get(name);
    if (!client) throw new Error(`there is no open connection ${name}`);
    return client;
  }

  private eventIds(): readonly unknown[] {
    return this.world.parts.lambdas.allEvents().map((event) => valueAt(event, "requestContext.connectionId"));
  }
}

const openingDifference = (expect: JsonMap, { status, headers, client }: Opening): string | undefined => {
  if (expect.status !== undefined) return difference(expect.status, status, "status");
  if (expect.opened === true && !client) return `the connection should be opened and was answered ${status}`;
  return expect.subprotocol === undefined
    ? undefined
    : subset({ "sec-websocket-protocol": expect.subprotocol }, headers, "handshake");
};
