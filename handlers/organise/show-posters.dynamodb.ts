import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { ShowPosters } from "./show-posters";

/** Posters of the shows of `dynamoOrganisedShows`, whose version they leave as it is. */
export const dynamoShowPosters = (client: DynamoDBClient, TableName: string): ShowPosters => {
  /** The poster before; `refused` where the condition was not met. */
  const update = async (showId: string, expressions: Expressions, values: Readonly<Record<string, string>>) => {
    try {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall({ showId }),
          ...expressions,
          ExpressionAttributeValues: marshall(values),
          ReturnValues: "ALL_OLD",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return { refused: false, poster: Attributes?.poster?.S };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { refused: true, poster: error.Item?.poster?.S };
    }
  };

  return {
    async expect(organiser, showId) {
      const mine = { UpdateExpression: "REMOVE posterRefused", ConditionExpression: "organiser = :organiser" };
      return !(await update(showId, mine, { ":organiser": organiser })).refused;
    },

    async take(showId, poster, at) {
      const set = "SET poster = :poster, posterAt = :at REMOVE posterRefused";
      const before = await update(showId, { UpdateExpression: set, ...LATEST }, { ":poster": poster, ":at": at });
      const useless = before.refused ? poster : before.poster;
      const kept = before.refused ? before.poster : poster;
      return useless === kept ? undefined : useless;
    },

    async refuse(showId, reason, at) {
      const set = "SET posterRefused = :reason, posterAt = :at";
      await update(showId, { UpdateExpression: set, ...LATEST }, { ":reason": reason, ":at": at });
    },
  };
};

interface Expressions {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
}

/** What S3 tells may come late, and twice. */
const LATEST = {
  ConditionExpression: "attribute_exists(showId) AND (attribute_not_exists(posterAt) OR posterAt <= :at)",
};
