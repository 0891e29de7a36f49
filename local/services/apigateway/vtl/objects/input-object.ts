import { HostObject, type JavaMap, type Meter, type Value } from "../../../../languages/java/value";
import { JsonError, parseJson } from "../../../../languages/json/parse-json";
import { writeJson } from "../../../../languages/json/write-json";
import { readPath } from "../../../../languages/json-path/read-path";

export interface Params {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
}

/** `$input` */
export class InputObject extends HostObject {
  /** An absent body is an empty object. fidelity: observed: $input.body without body recorded on AWS */
  private readonly body: string;
  private document: { readonly value: Value } | undefined;
  private allParams: JavaMap | undefined;

  constructor(
    body: string,
    private readonly sent: Params,
  ) {
    super();
    this.body = body === "" ? "{}" : body;
  }

  property(name: string): Value {
    return name === "body" ? this.body : null;
  }

  call(name: string, parameters: readonly Value[], meter: Meter): Value | undefined {
    const [argument] = parameters;
    if (name === "params" && parameters.length === 0) return this.params();
    if (parameters.length !== 1 || typeof argument !== "string") return undefined;
    switch (name) {
      case "path":
        return this.read(argument, meter);
      case "json":
        return this.json(argument, meter);
      case "params":
        return this.param(argument);
      default:
        return undefined;
    }
  }

  print(): string {
    return "$input";
  }

  private read(path: string, meter: Meter): Value {
    return readPath(this.parsed(meter), path, meter) ?? null;
  }

  /** What is not there is the JSON of an empty string. fidelity: guess: as other emulators have it */
  private json(path: string, meter: Meter): string {
    const value = this.read(path, meter);
    return value === null ? '""' : writeJson(value, meter, "plain");
  }

  /** The path, then the query string, then the headers. */
  private param(name: string): Value {
    for (const place of [this.sent.path, this.sent.querystring, this.sent.header]) {
      if (Object.hasOwn(place, name)) return place[name] ?? null;
    }
    return "";
  }

  private params(): JavaMap {
    this.allParams ??= new Map<Value, Value>([
      ["path", new Map<Value, Value>(Object.entries(this.sent.path))],
      ["querystring", new Map<Value, Value>(Object.entries(this.sent.querystring))],
      ["header", new Map<Value, Value>(Object.entries(this.sent.header))],
    ]);
    return this.allParams;
  }

  private parsed(meter: Meter): Value {
    if (this.document === undefined) {
      meter.spend(this.body.length >> 6);
      this.document = { value: parsedOrNull(this.body) };
    }
    return this.document.value;
  }
}

function parsedOrNull(body: string): Value {
  try {
    return parseJson(body);
  } catch (error) {
    if (error instanceof JsonError) return null;
    throw error;
  }
}
