import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { Client, credentials, type ServiceDefinition } from "@grpc/grpc-js";

const PACK = resolve(__dirname, "../../../policies");
const load = createRequire(__filename);
// The SDK's own service definitions; they come without types of their own.
const messages = load("@pulumi/pulumi/proto/analyzer_pb");
const { AnalyzerService } = load("@pulumi/pulumi/proto/analyzer_grpc_pb") as {
  readonly AnalyzerService: ServiceDefinition;
};
const { Struct } = load("google-protobuf/google/protobuf/struct_pb");

export interface AskedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: Record<string, unknown>;
}

export interface Diagnostic {
  readonly policyname: string;
  readonly message: string;
  readonly enforcementlevel: number;
}

/** The policy pack as Pulumi starts it, asked over Pulumi's own protocol. */
export class RunningPack {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: Client,
  ) {}

  static async start(config: Readonly<Record<string, string>>): Promise<RunningPack> {
    const child = spawn(process.execPath, [load.resolve("@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:0", PACK], {
      cwd: PACK,
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        PATH: process.env.PATH,
        PULUMI_NODEJS_PROJECT: "serverless-tiers",
        PULUMI_NODEJS_STACK: "prod",
        PULUMI_CONFIG: JSON.stringify(config),
      },
    });
    const port = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once("line", resolve);
      child.once("exit", (code) => reject(new Error(`the policy pack ended with ${code}`)));
    });
    return new RunningPack(child, new Client(`127.0.0.1:${port}`, credentials.createInsecure()));
  }

  async names(): Promise<{ readonly name: string; readonly enforcementlevel: number }[]> {
    const { Empty } = load("google-protobuf/google/protobuf/empty_pb");
    const info = await this.call("getAnalyzerInfo", new Empty());
    return (info as { policiesList: { name: string; enforcementlevel: number }[] }).policiesList;
  }

  /** Before one resource is made. */
  async analyze({ urn, type, name, properties }: AskedResource): Promise<Diagnostic[]> {
    const request = new messages.AnalyzeRequest();
    request.setUrn(urn);
    request.setType(type);
    request.setName(name);
    request.setProperties(Struct.fromJavaScript(properties));
    request.setOptions(new messages.AnalyzerResourceOptions());
    return this.diagnostics(await this.call("analyze", request));
  }

  /** When all are known. */
  async analyzeStack(resources: readonly AskedResource[]): Promise<Diagnostic[]> {
    const request = new messages.AnalyzeStackRequest();
    for (const { urn, type, name, properties } of resources) {
      const resource = new messages.AnalyzerResource();
      resource.setUrn(urn);
      resource.setType(type);
      resource.setName(name);
      resource.setProperties(Struct.fromJavaScript(properties));
      resource.setOptions(new messages.AnalyzerResourceOptions());
      request.addResources(resource);
    }
    return this.diagnostics(await this.call("analyzeStack", request));
  }

  close(): void {
    this.client.close();
    this.child.kill();
  }

  private diagnostics(response: unknown): Diagnostic[] {
    return (response as { diagnosticsList: Diagnostic[] }).diagnosticsList;
  }

  private call(method: string, request: unknown): Promise<unknown> {
    const definition = AnalyzerService[method];
    if (definition === undefined) throw new Error(`no method ${method}`);
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        definition.path,
        definition.requestSerialize,
        definition.responseDeserialize,
        request,
        (error, response: { toObject(): unknown } | undefined) =>
          error || response === undefined ? reject(error) : resolve(response.toObject()),
      );
    });
  }
}
