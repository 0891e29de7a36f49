import * as grpc from "@grpc/grpc-js";
import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Registered, Registration } from "../engine/program/registration";
import { sdkVersion } from "./common-calls";
import { received, struct } from "./properties";

const NO_LIMIT = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** The engine as a component sees it that is being constructed: it takes registrations. */
export class MonitorClient {
  private readonly client: ResourceMonitorClient;

  constructor(
    address: string,
    /** References of explicit providers by package, which children inherit. */
    private readonly providers: ReadonlyMap<string, string>,
  ) {
    this.client = new ResourceMonitorClient(address, grpc.credentials.createInsecure(), NO_LIMIT);
  }

  /** Resolves with the URN and what became of the resource; in a preview its id is unknown. */
  async register(registration: Registration, aliases: Alias[] = []): Promise<Registered & { urn: string }> {
    const response = await new Promise<RegisterResourceResponse>((resolve, reject) => {
      this.client.registerResource(this.request(registration).setAliasesList(aliases), (error, answer) =>
        error ? reject(new Error(error.details)) : resolve(answer),
      );
    });
    return {
      urn: response.getUrn(),
      id: response.getId() || undefined,
      outputs: received(response.getObject()).values,
    };
  }

  async registerOutputs(urn: string, outputs: object): Promise<void> {
    const request = new RegisterResourceOutputsRequest().setUrn(urn).setOutputs(struct({ ...outputs }));
    await new Promise<void>((resolve, reject) => {
      this.client.registerResourceOutputs(request, (error) => (error ? reject(new Error(error.details)) : resolve()));
    });
  }

  close(): void {
    this.client.close();
  }

  private request(registration: Registration): RegisterResourceRequest {
    const { type, name, parent, custom, inputs, dependencies, propertyDependencies } = registration;
    const request = new RegisterResourceRequest()
      .setType(type)
      .setName(name)
      .setParent(parent ?? "")
      .setCustom(custom)
      .setObject(struct(inputs))
      .setDependenciesList([...dependencies])
      .setAcceptsecrets(true)
      .setAcceptresources(true)
      .setAliasspecs(true)
      .setSupportspartialvalues(true);
    // Said only where it is so: otherwise the engine takes what the parent has.
    if (registration.protect) request.setProtect(true);
    if (registration.retainOnDelete) request.setRetainondelete(true);
    const [provider = ""] = type.split(":");
    // The same default provider that the program's own resources have.
    if (custom) request.setVersion(sdkVersion(provider)).setProvider(this.providers.get(provider) ?? "");
    else for (const [name, reference] of this.providers) request.getProvidersMap().set(name, reference);
    for (const [property, urns] of Object.entries(propertyDependencies)) {
      const dependencies = new RegisterResourceRequest.PropertyDependencies().setUrnsList([...urns]);
      request.getPropertydependenciesMap().set(property, dependencies);
    }
    return request;
  }
}
