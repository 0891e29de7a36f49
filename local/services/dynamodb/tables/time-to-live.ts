import type { DynamoDbServices } from "../dynamodb-services";
import { invalid } from "../refusals";
import { requireTable } from "./table-control";

/** Items of the table end at the time in that attribute, or no longer. @throws {ServiceError} */
// fidelity: observed: the texts; guess: it can be changed again at once, on AWS within an hour only after it took effect
export const changeTimeToLive = async (
  services: DynamoDbServices,
  name: string,
  { Enabled, AttributeName: attribute }: { readonly Enabled: boolean; readonly AttributeName: string },
): Promise<void> => {
  const { record } = requireTable(services, name);
  const { timeToLive: before, ...rest } = record;
  if (Enabled && before) {
    throw invalid(
      before.attribute === attribute
        ? "TimeToLive is already enabled"
        : `TimeToLive is active on a different AttributeName: current AttributeName is ${before.attribute}`,
    );
  }
  if (!Enabled && !before) throw invalid("TimeToLive is already disabled");
  if (!Enabled && before && before.attribute !== attribute) {
    throw invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${before.attribute}`);
  }
  if (Enabled) {
    await services.tables.keep({ ...rest, timeToLive: { attribute, space: services.newSpace(), isFilling: true } });
    services.filling.start(record.name);
    return;
  }
  const kept = services.tables.keep(rest);
  if (before) services.purges.add([before.space]);
  await kept;
};
