// Runs this program as Pulumi's language host does: `@pulumi/pulumi/cmd/run`, which reads TypeScript by itself. In the
// place of Pulumi's engine stands a monitor that makes nothing. Prints what was registered as JSON.
const { spawn } = require("node:child_process");
const { createRequire } = require("node:module");

const sdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const grpc = sdk("@grpc/grpc-js");
const { Struct } = sdk("google-protobuf/google/protobuf/struct_pb");
const Empty = sdk("google-protobuf/google/protobuf/empty_pb").Empty;
const { ResourceMonitorService } = sdk("./proto/resource_grpc_pb");
const resource = sdk("./proto/resource_pb");
const { InvokeResponse } = sdk("./proto/provider_pb");

const ANSWERS = {
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com" },
  "aws:index/getRegion:getRegion": { region: "eu-west-1" },
};

const registered = [];

const monitor = {
  supportsFeature(_, answer) {
    const response = new resource.SupportsFeatureResponse();
    response.setHassupport(false);
    answer(null, response);
  },
  registerResource({ request }, answer) {
    registered.push(`${request.getType()} ${request.getName()}`);
    const response = new resource.RegisterResourceResponse();
    response.setUrn(`urn:pulumi:local::notes::${request.getType()}::${request.getName()}`);
    if (request.getCustom()) response.setId(request.getName());
    const arn = `arn:aws:sqs:eu-west-1:000000000000:${request.getName()}`;
    response.setObject(Struct.fromJavaScript({ name: request.getName(), arn, ...request.getObject().toJavaScript() }));
    answer(null, response);
  },
  registerResourceOutputs: (_, answer) => answer(null, new Empty()),
  signalAndWaitForShutdown: (_, answer) => answer(null, new Empty()),
  invoke({ request }, answer) {
    const response = new InvokeResponse();
    response.setReturn(Struct.fromJavaScript(ANSWERS[request.getTok()] ?? {}));
    answer(null, response);
  },
};

const server = new grpc.Server();
server.addService(ResourceMonitorService, monitor);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  const where = ["--monitor", `127.0.0.1:${port}`, "--project", "notes", "--stack", "local", "--pwd", __dirname];
  const run = spawn(
    process.execPath,
    [require.resolve("@pulumi/pulumi/cmd/run"), ...where, "--root-directory", __dirname, "."],
    {
      env: {
        ...process.env,
        PULUMI_NODEJS_TYPESCRIPT: "true",
        // What it has read once it does not check again.
        TS_NODE_CACHE: "false",
        PULUMI_CONFIG: JSON.stringify({ "notes:greeting": "Hello", "aws:region": "eu-west-1" }),
      },
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
  run.once("exit", (code) => {
    server.forceShutdown();
    console.log(JSON.stringify(registered.sort()));
    process.exitCode = code ?? 1;
  });
});
