import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import type { Log } from "serverless-tiers/runtime/log";
import { eachChange } from "serverless-tiers/runtime/stream-batch";
import * as z from "zod/mini";
import { ShowId } from "../../contracts/shows";
import type { ShowCache } from "./show-cache";

/**
 * Has the cache forget each show that the stream of the table says has changed: also those of which the cache was not
 * told when they were written, and pages that were read from an index before it had the change.
 */
export const forgetShows =
  ({ cache, log }: { cache: Pick<ShowCache, "changed">; log: Pick<Log, "error"> }) =>
  (records: readonly DynamoDBRecord[]): Promise<DynamoDBBatchResponse> =>
    eachChange(
      records,
      z.unknown(),
      async ({ key }) => {
        const showId = ShowId.safeParse(key.showId);
        if (!showId.success) return;
        if (!(await cache.changed(showId.data))) throw new Error("the cache does not answer");
      },
      log,
    );
