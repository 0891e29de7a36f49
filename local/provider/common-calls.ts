import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Refusal, unary } from "./server";

/** Version of an installed SDK package: the provider says to be of the same. */
export const sdkVersion = (name: string): string =>
  (require(`@pulumi/${name}/package.json`) as { version: string }).version;

/** What both providers answer alike. */
export const commonCalls = (name: string, resources: () => object = () => ({})) => ({
  handshake: unary(() =>
    new pb.ProviderHandshakeResponse()
      .setAcceptSecrets(true)
      .setAcceptResources(true)
      .setAcceptOutputs(false)
      .setSupportsAutonamingConfiguration(true),
  ),
  getPluginInfo: unary(() => new PluginInfo().setVersion(sdkVersion(name))),
  // The engine asks for one to generate code alone, as `pulumi import` does; the real one has 30 MB.
  getSchema: unary((request: pb.GetSchemaRequest) => {
    if (request.getVersion() !== 0) throw new Refusal(`unsupported schema version ${request.getVersion()}`);
    const schema = { name, version: sdkVersion(name), resources: resources() };
    return new pb.GetSchemaResponse().setSchema(
      JSON.stringify({ ...schema, meta: { moduleFormat: "(.*)(?:/[^/]*)" } }),
    );
  }),
  attach: unary(() => new Empty()),
  // Whatever has begun comes to its end, so that state and cloud agree, and the next engine is answered.
  cancel: unary(() => new Empty()),
  getMapping: unary(() => new pb.GetMappingResponse()),
  getMappings: unary(() => new pb.GetMappingsResponse()),
});

/** A request that concerns a provider itself. */
interface Configured {
  getType(): string | undefined;
  getUrn(): string | undefined;
}

/** @throws Refusal when the engine takes this provider for another: `PULUMI_DEBUG_PROVIDERS` mixes up the ports. */
export const refuseStranger = (name: string, request: Configured): void => {
  const type = request.getType() || request.getUrn()?.split("::")[2]?.split("$").at(-1);
  if (!type || type === `pulumi:providers:${name}`) return;
  throw new Refusal(
    `this port serves ${name}, and the engine wants ${type.split(":").at(-1)} from it: PULUMI_DEBUG_PROVIDERS mixes up the ports, see .local/pulumi.env`,
  );
};

/** A configuration that changed affects what is registered from now on. */
export const configurationDiff = (changed: readonly string[]): pb.DiffResponse =>
  new pb.DiffResponse()
    .setChanges(changed.length > 0 ? pb.DiffResponse.DiffChanges.DIFF_SOME : pb.DiffResponse.DiffChanges.DIFF_NONE)
    .setDiffsList([...changed]);
