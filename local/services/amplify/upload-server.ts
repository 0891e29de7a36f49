import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { listen } from "../../wire/transport/listen";
import { readUpTo } from "../../wire/transport/request-body";

// fidelity: docs: Amplify Hosting user guide, quotas: a build artifact of 5 GB; here what fits into memory
const MAX_BYTES = 512 * 1024 * 1024;

/** Takes the artifacts that CreateDeployment asks for, as S3 does by presigned URLs: each address takes what is put there. */
export class UploadServer {
  private server: Promise<{ server: Server; port: number }> | undefined;
  private readonly expected = new Map<string, (bytes: Buffer) => void>();

  /** An address that `received` hears from. */
  async url(name: string, received: (bytes: Buffer) => void): Promise<string> {
    this.server ??= this.start();
    const { port } = await this.server;
    const path = `/${name}?X-Amz-Signature=${randomBytes(32).toString("hex")}`;
    this.expected.set(path, received);
    return `http://127.0.0.1:${port}${path}`;
  }

  async stop(): Promise<void> {
    const { server } = (await this.server) ?? {};
    server?.close();
    server?.closeAllConnections();
  }

  private async start(): Promise<{ server: Server; port: number }> {
    const server = createServer((request, response) => void this.take(request, response));
    return { server, port: await listen(server, 0) };
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = this.expected.get(request.url ?? "");
    const body = await readUpTo(request, MAX_BYTES).catch(() => undefined);
    if (body === undefined) return;
    if (!received || request.method !== "PUT") response.writeHead(403).end();
    else if (body === "oversized") response.writeHead(400).end();
    else {
      received(body);
      response.writeHead(200).end();
    }
  }
}
