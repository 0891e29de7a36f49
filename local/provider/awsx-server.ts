import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { zonesOf } from "../engine/invokes/invokes";
import { bareRegistration, type Registration } from "../engine/program/registration";
import { makeUrn } from "../engine/resources/urn";
import { constructVpc } from "../engine/vpc/vpc";
import { commonCalls, configurationDiff, refuseStranger } from "./common-calls";
import { MonitorClient } from "./monitor-client";
import { type Received, received, struct } from "./properties";
import { checkResponse } from "./responses";
import { type ProviderServer, Refusal, serve, unary } from "./server";

/** Serves package `awsx` to Pulumi's engine: it constructs components out of resources of `aws`. */
export const serveAwsx = (port: number): Promise<ProviderServer> =>
  serve(
    ResourceProviderService,
    {
      ...commonCalls("awsx"),
      checkConfig: unary((request: pb.CheckRequest) => {
        refuseStranger("awsx", request);
        return checkResponse(received(request.getNews()).raw, []);
      }),
      diffConfig: unary(() => configurationDiff([])),
      configure: unary((request: pb.ConfigureRequest) => {
        refuseStranger("awsx", request);
        return new pb.ConfigureResponse().setAcceptsecrets(true).setAcceptresources(true);
      }),
      construct: unary(construct),
    },
    port,
  );

const construct = async (request: pb.ConstructRequest): Promise<pb.ConstructResponse> => {
  const type = request.getType();
  if (type !== "awsx:ec2:Vpc") throw new Refusal(`${request.getName()}: ${type} cannot be constructed locally`);
  const region = request.getConfigMap().get("aws:region");
  if (!region) throw new Refusal(`${request.getName()}: aws:region is not set`);
  const inputs = received(request.getInputs());
  const component = componentOf(request, inputs);
  const monitor = new MonitorClient(request.getMonitorendpoint(), new Map(request.getProvidersMap().getEntryList()));
  try {
    const { urn } = await monitor.register({ ...component, inputs: {} }, request.getAliasesList());
    const { outputs } = await constructVpc({ ...component, urn }, zonesOf(region), (child) => monitor.register(child));
    await monitor.registerOutputs(urn, outputs);
    return new pb.ConstructResponse().setUrn(urn).setState(struct(outputs));
  } finally {
    monitor.close();
  }
};

const componentOf = (request: pb.ConstructRequest, { values }: Received): Registration => {
  const [type, name, parent] = [request.getType(), request.getName(), request.getParent()];
  const urn = makeUrn(request.getStack(), request.getProject(), parent, type, name);
  return {
    ...bareRegistration({ urn, type, name, inputs: values }),
    custom: false,
    parent: parent || undefined,
    dependencies: request.getDependenciesList(),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
  };
};
