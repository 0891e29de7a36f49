import { resource, type Subject } from "../../../wire/operations/right";
import type { DynamoDbServices } from "../dynamodb-services";
import { noSuchResource } from "../refusals";
import type { StreamState } from "./streams";

/** The stream that a call names by its ARN. */
export const namedStream = (
  { streams }: DynamoDbServices,
  { StreamArn = "" }: { readonly StreamArn?: string },
): Subject<StreamState> => resource(StreamArn, () => requireStream(streams, StreamArn));

export const requireStream = (streams: DynamoDbServices["streams"], arn: string): StreamState => {
  const stream = streams.find(arn);
  if (!stream) throw noSuchResource(`Requested resource not found: Stream: ${arn} not found`);
  return stream;
};
