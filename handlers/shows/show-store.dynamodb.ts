import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandOutput,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { transact } from "serverless-tiers/runtime/transaction";
import type * as z from "zod/mini";
import { Show } from "../../contracts/shows";
import type { ShowRange, ShowReader, ShowStore } from "./show-store";

/**
 * Shows in DynamoDB: key `showId`, indexes `by-city` (`city`, `startsAt`) and `by-year` (`year`, `startsAt`).
 *
 * A list of all cities reads the partitions of its years one after the other and never the whole table: what a request
 * costs follows from the page, not from the catalogue. The price: each booking is written to both indexes, and a
 * partition takes about 1,000 writes a second, which so is the bound for the bookings of all shows of a year.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html (read 2026-11)
 */
export const dynamoShowStore = (client: DynamoDBClient, TableName: string): ShowStore => ({
  ...dynamoShowReader(client, TableName, Show),

  async seed(shows) {
    const TransactItems = [{ showId: SEEDED }, ...shows.map(withYear)].map((item) => ({
      Put: { TableName, Item: marshall(item), ConditionExpression: "attribute_not_exists(showId)" },
    }));
    const refused = await transact(() => client.send(new TransactWriteItemsCommand({ TransactItems })));
    return refused === undefined;
  },
});

/**
 * What may be read of shows, as `contract` has them; for those of one organiser with an index `by-organiser` (`organiser`,
 * `startsAt`).
 */
export const dynamoShowReader = <S extends Pick<Show, "showId" | "startsAt">>(
  client: DynamoDBClient,
  TableName: string,
  contract: z.ZodMiniType<S>,
): ShowReader<S> => {
  /** Without what only the table needs. */
  const showOf = (item: Record<string, AttributeValue>): S => contract.parse(unmarshall(item));

  const query = async function* (
    { IndexName, attribute, value }: Partition,
    { from, to }: ShowRange,
    limit: number,
    showId: string | undefined,
  ) {
    let ExclusiveStartKey = showId === undefined ? undefined : marshall({ [attribute]: value, startsAt: from, showId });
    do {
      const { Items = [], LastEvaluatedKey }: QueryCommandOutput = await client.send(
        new QueryCommand({
          TableName,
          IndexName,
          KeyConditionExpression: "#partition = :value AND startsAt BETWEEN :from AND :to",
          ExpressionAttributeNames: { "#partition": attribute },
          ExpressionAttributeValues: marshall({ ":value": value, ":from": from, ":to": to }),
          // One more than asked for tells whether there is another page.
          Limit: limit + 1,
          ExclusiveStartKey,
        }),
      );
      yield* Items.map(showOf);
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
  };

  return {
    async find(showId) {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: marshall({ showId }) }));
      return Item && showOf(Item);
    },

    async list({ city, organiser, ...range }, limit, after) {
      const one = organiser === undefined ? city && byCity(city) : byOrganiser(organiser);
      const years = one ? [] : yearsOf(range);
      const partitions = one ? [one] : years.slice(0, MOST_YEARS).map(byYear);
      const shows: S[] = [];
      for (const [at, partition] of partitions.entries())
        for await (const show of query(partition, range, limit, at === 0 ? after : undefined)) {
          if (shows.length === limit) return { shows, next: shows.at(-1) };
          shows.push(show);
        }
      const later = years[MOST_YEARS];
      return { shows, next: later === undefined ? undefined : { startsAt: `${later}-01-01T00:00:00.000Z` } };
    },
  };
};

/** No id of a show, and in no index, so that neither `find` nor `list` gives it. */
const SEEDED = "#seeded";

/** What one request reads at most of a range that is absurdly wide; the cursor goes on with the rest. */
const MOST_YEARS = 10;

/** Of an index. */
interface Partition {
  readonly IndexName: string;
  readonly attribute: string;
  readonly value: string;
}

const byCity = (value: string): Partition => ({ IndexName: "by-city", attribute: "city", value });
const byOrganiser = (value: string): Partition => ({ IndexName: "by-organiser", attribute: "organiser", value });
const byYear = (value: string): Partition => ({ IndexName: "by-year", attribute: "year", value });

export const yearOf = (moment: string): string => moment.slice(0, 4);

const yearsOf = ({ from, to }: ShowRange): string[] => {
  const first = Number(yearOf(from));
  return Array.from({ length: Math.max(0, Number(yearOf(to)) - first + 1) }, (_, at) => String(first + at));
};

/** A show as an item of the table. */
export const withYear = <S extends Pick<Show, "startsAt">>(show: S) => ({ ...show, year: yearOf(show.startsAt) });
