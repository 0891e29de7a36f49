import * as pulumi from "@pulumi/pulumi";
import type { EventName } from "../../contracts/event";
import type { Integration, Target } from "../../core/target";
import { acceptedOrRefused, asUnavailable } from "../../core/unavailable";
import { type NamedBus, putGrants } from "./links";

const RETRY_AFTER_SECONDS = 5;

/** Where a route puts its body on the bus, as the data of one event. */
export const putTarget = (name: string, bus: NamedBus, event: EventName): Target => ({
  description: `event ${event.detailType} on bus ${name}`,
  grants: putGrants(bus, [event]),
  integrate: ({ credentials, region, partition }) => {
    if (credentials === undefined) throw new Error(`a route that puts on bus ${name} needs the credentials of a role`);
    return pulumi
      .all([bus.name, region, partition, credentials] as const)
      .apply(([busName, region, partition, credentials]) =>
        integration(event, { busName, region, partition, credentials }),
      );
  },
});

interface Place {
  readonly busName: string;
  readonly region: string;
  readonly partition: string;
  readonly credentials: string;
}

/**
 * Puts the body on a bus and answers 202 `{"eventId","requestId"}` once the bus has it. What the bus refuses because of the
 * body is the client's to mend (400, 413); anything else, an entry that fails within an answer of 200 as well, is ours or
 * passing: 503, so that none is lost in silence.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
const integration = ({ source, detailType }: EventName, place: Place): Integration => ({
  extension: {
    type: "aws",
    httpMethod: "POST",
    uri: `arn:${place.partition}:apigateway:${place.region}:events:action/PutEvents`,
    credentials: place.credentials,
    passthroughBehavior: "never",
    requestParameters: {
      "integration.request.header.X-Amz-Target": "'AWSEvents.PutEvents'",
      "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
    },
    requestTemplates: { "application/json": request(source, detailType, place.busName) },
    responses: acceptedOrRefused(ACCEPTED, REFUSED, RETRY_AFTER_SECONDS),
  },
  methodResponses: {
    "202": { description: "The event is on the bus." },
    "400": { description: "The bus refuses the data of the event." },
    "413": { description: "The data of the event is too long for the bus." },
    "503": { description: "The bus could not take the event; try again.", headers: ["Retry-After"] },
  },
});

/** `escapeJavaScript` also escapes `'`, which JSON has no escape for. */
const request = (source: string, detailType: string, bus: string): string =>
  `{"Entries":[{"Source":"${source}","DetailType":"${detailType}","EventBusName":"${bus}",` +
  `"Detail":"$util.escapeJavaScript($input.body).replaceAll("\\\\'","'")"}]}`;

const PASSING = asUnavailable(RETRY_AFTER_SECONDS);

const ACCEPTED = [
  `#if($input.path('$.FailedEntryCount') == 0)`,
  `{"eventId":"$input.path('$.Entries[0].EventId')","requestId":"$context.requestId"}`,
  `#elseif($input.path('$.Entries[0].ErrorCode') == 'MalformedDetail')`,
  `#set($context.responseOverride.status = 400)`,
  `{"message":"The data of an event is an object"}`,
  `#else`,
  ...PASSING,
  `#end`,
].join("\n");

/** Too long is a ValidationException like others; only its text tells: "Total size of the entries … is over the limit". */
const REFUSED = [
  `#set($reason = "$!input.path('$.message')")`,
  `#if($reason.contains('over the limit'))`,
  `#set($context.responseOverride.status = 413)`,
  `{"message":"The event is too long"}`,
  `#else`,
  ...PASSING,
  `#end`,
].join("\n");
