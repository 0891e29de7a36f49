import * as provider from "@pulumi/pulumi/proto/provider_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { getProject, getStack, setMockOptions } from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { makeStackUrn, makeUrn } from "../resources/urn";
import { ORGANIZATION } from "../stacks/stack-name";
import { decode, encode } from "../values/encoding";
import { bareRegistration, type Engine, type Registered, type Registration } from "./registration";

type Callback<T> = (error: Error | null, response?: T) => void;

/**
 * The resource monitor of the local engine, of previews and of unit tests: the program's side of it is Pulumi's SDK.
 * Unlike the SDK's own mocks it hands on the whole registration.
 */
export class ResourceMonitor extends MockMonitor {
  constructor(private readonly engine: Engine) {
    super({
      call: () => unreachable("call"),
      newResource: () => unreachable("newResource"),
    });
  }

  override async registerResource(
    request: resource.RegisterResourceRequest,
    callback: Callback<resource.RegisterResourceResponse>,
  ) {
    await answer(callback, async () => {
      const registration = this.registration(request);
      const registered = await this.engine.register(registration);
      const response = new resource.RegisterResourceResponse();
      response.setUrn(registration.urn);
      response.setId(registered.id ?? "");
      response.setObject(this.state(registration, registered));
      return response;
    });
  }

  override async readResource(
    request: resource.ReadResourceRequest,
    callback: Callback<resource.ReadResourceResponse>,
  ) {
    await answer(callback, async () => {
      const { values, secretPaths } = decode(request.getProperties()?.toJavaScript() ?? {});
      const registration: Registration = {
        ...bareRegistration({
          urn: urn(request.getParent(), request.getType(), request.getName()),
          type: request.getType(),
          name: request.getName(),
          inputs: values,
        }),
        parent: request.getParent() || undefined,
        secretPaths,
        dependencies: request.getDependenciesList(),
        provider: request.getProvider() || undefined,
      };
      const registered = await this.engine.read(registration, request.getId());
      const response = new resource.ReadResourceResponse();
      response.setUrn(registration.urn);
      response.setProperties(this.state(registration, registered));
      return response;
    });
  }

  override async invoke(request: resource.ResourceInvokeRequest, callback: Callback<provider.InvokeResponse>) {
    await answer(callback, async () => {
      const { values } = decode(request.getArgs()?.toJavaScript() ?? {});
      const result = await this.engine.invoke(request.getTok(), values);
      const response = new provider.InvokeResponse();
      response.setReturn(Struct.fromJavaScript(result as never));
      return response;
    });
  }

  override registerResourceOutputs(request: resource.RegisterResourceOutputsRequest, callback: Callback<object>) {
    const { values, secretPaths } = decode(request.getOutputs()?.toJavaScript() ?? {});
    this.engine.outputs(request.getUrn(), values, secretPaths);
    callback(null, {});
  }

  private registration(request: resource.RegisterResourceRequest): Registration {
    const { values, secretPaths } = decode(request.getObject()?.toJavaScript() ?? {});
    const propertyDependencies: Record<string, string[]> = {};
    request.getPropertydependenciesMap().forEach((dependencies, property) => {
      propertyDependencies[property] = dependencies.getUrnsList();
    });
    return {
      urn: urn(request.getParent(), request.getType(), request.getName()),
      type: request.getType(),
      name: request.getName(),
      custom: request.getCustom(),
      remote: request.getRemote(),
      parent: request.getParent() || undefined,
      inputs: values,
      secretPaths,
      dependencies: request.getDependenciesList(),
      propertyDependencies,
      protect: request.getProtect() ?? false,
      retainOnDelete: request.getRetainondelete() ?? false,
      deleteBeforeReplace: request.getDeletebeforereplace(),
      ignoreChanges: request.getIgnorechangesList(),
      replaceOnChanges: request.getReplaceonchangesList(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      aliases: request.getAliasesList().map((alias) => {
        const spec = alias.getSpec();
        if (!spec) return alias.getUrn();
        const parent = spec.getNoparent() ? "" : spec.getParenturn() || request.getParent();
        return makeUrn(
          spec.getStack() || getStack(),
          spec.getProject() || getProject(),
          parent,
          spec.getType() || request.getType(),
          spec.getName() || request.getName(),
        );
      }),
      provider: request.getProvider() || undefined,
      importId: request.getImportid() || undefined,
      deletedWith: request.getDeletedwith() || undefined,
      replacementTrigger: request.getReplacementTrigger()?.toJavaScript(),
    };
  }

  private state(registration: Registration, registered: Registered): Struct {
    const secrets = new Set([
      ...registration.additionalSecretOutputs,
      ...(registered.secrets ?? []),
      ...registration.secretPaths.map((path) => path.split(".")[0] ?? path),
    ]);
    return Struct.fromJavaScript(encode(registered.outputs, secrets) as never);
  }
}

/**
 * Sends the SDK of this process to `engine`. In a preview, outputs that the engine leaves out are unknown.
 * `root` is the folder of Pulumi.yaml.
 */
export const useEngine = (
  engine: Engine,
  options: { project: string; stack: string; preview: boolean; root?: string },
): ResourceMonitor => {
  const monitor = new ResourceMonitor(engine);
  setMockOptions(monitor, options.project, options.stack, options.preview, ORGANIZATION);
  // `getStore` is internal; there is no other way to say these things without Pulumi's own launcher.
  const store = (state as unknown as { getStore(): SdkStore }).getStore();
  Object.assign(store, FEATURES);
  store.settings.options.rootDirectory = options.root ?? "";
  return monitor;
};

interface SdkStore {
  readonly settings: { readonly options: { rootDirectory: string } };
}

/** What the SDK would otherwise ask the engine for; the same as under `setMocks`. */
const FEATURES = {
  supportsSecrets: true,
  supportsResourceReferences: true,
  supportsOutputValues: false,
  supportsDeletedWith: true,
  supportsReplaceWith: true,
  supportsAliasSpecs: true,
  supportsTransforms: false,
  supportsParameterization: true,
  supportsResourceHooks: true,
  supportsErrorHooks: true,
};

const urn = (parent: string, type: string, name: string): string =>
  makeUrn(getStack(), getProject(), parent, type, name);

/** The URN under which a program registers its own outputs. */
export const stackUrn = (): string => makeStackUrn(getStack(), getProject());

const answer = async <T>(callback: Callback<T>, make: () => Promise<T>): Promise<void> => {
  try {
    callback(null, await make());
  } catch (error) {
    const failed = error instanceof Error ? error : new Error(String(error));
    // What the SDK tells of an invoke that fails, as of any error of gRPC.
    callback(Object.assign(failed, { details: failed.message }));
  }
};

const unreachable = (what: string): never => {
  throw new Error(`the SDK's mock ${what} is never used; this is a defect of the local engine`);
};
