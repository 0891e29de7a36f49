// Becomes another user and makes every call of the protocol. Arguments: port, user. Prints what became of each, as JSON.
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";

const [port, user = 0] = process.argv.slice(2).map(Number);

const main = async (): Promise<void> => {
  const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  // Only now that everything is loaded: the checkout may be closed to that user.
  process.setgroups?.([]);
  process.setgid?.(user);
  process.setuid?.(user);
  const call = ({ path }: { path: string }) =>
    new Promise<string>((resolve) => {
      const [empty, read] = [() => Buffer.alloc(0), () => "answered"];
      client.makeUnaryRequest(path, empty, read, {}, (error, answer) =>
        resolve(error ? error.message : String(answer)),
      );
    });
  const told: [string, string][] = [];
  for (const [name, definition] of Object.entries(ResourceProviderService)) told.push([name, await call(definition)]);
  client.close();
  process.stdout.write(JSON.stringify(Object.fromEntries(told)));
};

void main();
