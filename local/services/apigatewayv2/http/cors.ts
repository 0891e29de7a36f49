import { isObject, textOf, textsOf } from "../../../languages/json/json-object";
import { HeaderList } from "../../apigateway/http/header-list";
import type { GatewayAnswer } from "../../apigateway/http/message";

const CORS = /^access-control-/i;

/** CORS as an HTTP API is configured: its headers take the place of the integration's. */
// fidelity: docs: "Configuring CORS for an HTTP API"
export class Cors {
  private constructor(private readonly configuration: Readonly<Record<string, unknown>>) {}

  static of(configuration: unknown): Cors | undefined {
    return isObject(configuration) ? new Cors(configuration) : undefined;
  }

  /** The answer to a preflight request; undefined for any other. */
  preflight(method: string, headers: HeaderList): GatewayAnswer | undefined {
    const origin = headers.get("origin");
    if (method !== "OPTIONS" || origin === undefined || !headers.has("access-control-request-method")) return undefined;
    const answered = new HeaderList();
    if (this.allows(origin)) {
      this.addOrigin(answered, origin);
      const { allowMethods, allowHeaders, maxAge } = this.configuration;
      for (const [name, values] of [
        ["Access-Control-Allow-Methods", textsOf(allowMethods)],
        ["Access-Control-Allow-Headers", textsOf(allowHeaders)],
      ] as const)
        if (values.length > 0) answered.add(name, values.join(","));
      const age = textOf(maxAge);
      if (age !== undefined) answered.add("Access-Control-Max-Age", age);
    }
    return { status: 204, headers: answered, body: Buffer.alloc(0) };
  }

  apply(origin: string | undefined, answer: GatewayAnswer): GatewayAnswer {
    const headers = new HeaderList(answer.headers.entries().filter(([name]) => !CORS.test(name)));
    if (origin !== undefined && this.allows(origin)) {
      this.addOrigin(headers, origin);
      const exposed = textsOf(this.configuration.exposeHeaders);
      if (exposed.length > 0) headers.add("Access-Control-Expose-Headers", exposed.join(","));
    }
    return { ...answer, headers };
  }

  private allows(origin: string): boolean {
    return textsOf(this.configuration.allowOrigins).some((allowed) => {
      if (allowed === "*") return true;
      // `https://*` stands for any origin of the scheme.
      return allowed.endsWith("*")
        ? origin.startsWith(allowed.slice(0, -1))
        : allowed.toLowerCase() === origin.toLowerCase();
    });
  }

  private addOrigin(headers: HeaderList, origin: string): void {
    const isAny = textsOf(this.configuration.allowOrigins).includes("*");
    headers.add("Access-Control-Allow-Origin", isAny ? "*" : origin);
    if (this.configuration.allowCredentials === true) headers.add("Access-Control-Allow-Credentials", "true");
    if (!isAny) headers.add("Vary", "Origin");
  }
}
