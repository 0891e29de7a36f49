import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { SetupError } from "../cloud/setup-error";
import { dataPaths } from "../data/paths";
import type { Questions } from "../services/owner/service";
import { ServiceError } from "../wire/service-error";
import { signedHeaders } from "../wire/signatures/sign-request";

/** A function of the program may take its time. */
const PATIENCE_MS = 60_000;

type Output = Readonly<Record<string, unknown>>;

/** The local cloud that runs on a folder of data, as its owner reaches it: who may read the key that lies there. */
export class RunningCloud {
  private readonly paths: ReturnType<typeof dataPaths>;

  constructor(private readonly folder: string) {
    this.paths = dataPaths(resolve(folder));
  }

  /** Outputs of the stack. @throws SetupError where none is ready, and where Pulumi's own engine has them */
  outputs(): Output {
    if (existsSync(this.paths.pulumiEnvironment))
      throw new SetupError(
        `the local cloud on ${this.folder} serves Pulumi's own engine (npm run cloud), which keeps the outputs of its stacks to itself: end it, and start one that has them here (npm start)`,
      );
    return JSON.parse(this.read(this.paths.outputs));
  }

  ask<Question extends keyof Questions>(
    question: Question,
    input: Questions[Question]["input"],
  ): Promise<Questions[Question]["output"]> {
    return this.call("owner", question, input) as Promise<Questions[Question]["output"]>;
  }

  /** Calls an API of JSON as the administrator. @throws {ServiceError} what it refuses; SetupError where no cloud answers */
  async call(service: string, operation: string, input: object): Promise<Output> {
    const variables = this.read(this.paths.environment);
    const variable = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(variables)?.[1] ?? "";
    const credentials = {
      accessKeyId: variable("AWS_ACCESS_KEY_ID"),
      secretAccessKey: variable("AWS_SECRET_ACCESS_KEY"),
    };
    const url = new URL(variable("AWS_ENDPOINT_URL"));
    const body = Buffer.from(JSON.stringify(input));
    const unsigned = { "content-type": "application/x-amz-json-1.1", "x-amz-target": `Tiers.${operation}` };
    const signer = { service, region: variable("AWS_REGION"), credentials };
    const headers = await signedHeaders({ method: "POST", url, headers: unsigned, body }, signer);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(url, { method: "POST", headers, body, signal }).catch(() => {
      throw signal.aborted ? new SetupError(`the local cloud on ${this.folder} does not answer`) : this.absence();
    });
    const output = (await answer.json().catch(() => {
      throw this.absence();
    })) as Output;
    if (answer.ok) return output;
    const code = String(output.__type).replace(/^.*#/, "");
    // Another one has the port that this one had.
    if (code === "UnrecognizedClientException") throw this.absence();
    throw new ServiceError(code, String(output.message ?? output.Message));
  }

  private read(path: string): string {
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === "ENOENT" ? this.absence() : error;
    }
  }

  private absence(): SetupError {
    const way = "start it (npm start) and wait until it is ready, or name its folder of data with --data";
    return new SetupError(`no local cloud runs on ${this.folder}: ${way}`);
  }
}
