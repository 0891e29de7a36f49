import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answerInvoke } from "../engine/invokes/invokes";
import { equal } from "../engine/values/diff";
import type { AwsResources } from "./aws-resources";
import { commonCalls, configurationDiff, refuseStranger } from "./common-calls";
import { Configurations, configuration, configurationFailures } from "./configuration";
import { received, struct } from "./properties";
import { checkResponse, diffResponse, namingOf, subjectOf } from "./responses";
import { type Caller, type ProviderServer, serve, unary } from "./server";

/** Serves package `aws` to Pulumi's engine. */
export const serveAws = (resources: AwsResources, port: number): Promise<ProviderServer> => {
  const configurations = new Configurations();
  const calls = {
    ...commonCalls("aws"),
    ...configurationCalls(configurations),
    ...readingCalls(resources, configurations),
    ...changingCalls(resources, configurations),
  };
  return serve(ResourceProviderService, calls, port);
};

const configurationCalls = (configurations: Configurations) => ({
  checkConfig: unary((request: pb.CheckRequest) => {
    refuseStranger("aws", request);
    const news = received(request.getNews());
    return checkResponse(news.raw, configurationFailures(news.values));
  }),
  diffConfig: unary((request: pb.DiffRequest) => {
    const olds = received(request.getOldInputs()).values;
    const news = received(request.getNews()).values;
    const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
    return configurationDiff(keys.filter((key) => !equal(olds[key], news[key])));
  }),
  configure: unary((request: pb.ConfigureRequest, { peer }: Caller) => {
    refuseStranger("aws", request);
    configurations.set(peer, configuration(received(request.getArgs()).values));
    return new pb.ConfigureResponse()
      .setAcceptsecrets(true)
      .setSupportspreview(true)
      .setAcceptresources(true)
      .setSupportsAutonamingConfiguration(true);
  }),
  invoke: unary((request: pb.InvokeRequest, { peer }: Caller) => {
    const { values } = received(request.getArgs());
    return new pb.InvokeResponse().setReturn(struct(answerInvoke(request.getTok(), values, configurations.of(peer))));
  }),
});

const readingCalls = (resources: AwsResources, configurations: Configurations) => ({
  check: unary((request: pb.CheckRequest, { peer }: Caller) => {
    const [olds, news] = [received(request.getOlds()), received(request.getNews())];
    const { inputs, failures } = resources.check(namingOf(request), olds, news, configurations.of(peer));
    return checkResponse(inputs, failures);
  }),
  diff: unary(async (request: pb.DiffRequest) => {
    const [olds, news] = [received(request.getOldInputs()), received(request.getNews())];
    return diffResponse(await resources.diff(subjectOf(request), request.getId(), olds, news));
  }),
  read: unary(async (request: pb.ReadRequest, { peer }: Caller) => {
    const [state, inputs] = [received(request.getProperties()), received(request.getInputs())];
    const found = await resources.read(subjectOf(request), request.getId(), state, inputs, configurations.of(peer));
    const response = new pb.ReadResponse();
    // An empty id: the resource is gone.
    if (!found) return response;
    return response.setId(found.id).setProperties(struct(found.outputs)).setInputs(struct(found.inputs));
  }),
});

const changingCalls = (resources: AwsResources, configurations: Configurations) => ({
  create: unary(async (request: pb.CreateRequest, { peer }: Caller) => {
    const [subject, inputs] = [subjectOf(request), received(request.getProperties())];
    const response = new pb.CreateResponse();
    if (request.getPreview()) return response.setProperties(struct(resources.previewCreate(subject, inputs)));
    const { id, outputs } = await resources.create(subject, inputs, configurations.of(peer));
    return response.setId(id).setProperties(struct(outputs));
  }),
  update: unary(async (request: pb.UpdateRequest, { peer }: Caller) => {
    const subject = subjectOf(request);
    const step = {
      state: received(request.getOlds()),
      olds: received(request.getOldInputs()),
      news: received(request.getNews()),
    };
    const response = new pb.UpdateResponse();
    if (request.getPreview()) return response.setProperties(struct(resources.previewUpdate(subject, step)));
    const outputs = await resources.update(subject, request.getId(), step, configurations.of(peer));
    return response.setProperties(struct(outputs));
  }),
  delete: unary(async (request: pb.DeleteRequest) => {
    await resources.delete(subjectOf(request), request.getId(), received(request.getProperties()));
    return new Empty();
  }),
});
