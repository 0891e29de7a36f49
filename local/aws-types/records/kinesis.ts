import { type AwsTypes, here } from "../aws-type";
import { dotted } from "../name-rule";

export const KINESIS: AwsTypes = {
  "aws:kinesis/stream:Stream": {
    name: dotted(128),
    id: (subject) => `arn:aws:${here("kinesis", "stream/")(subject)}`,
    arn: here("kinesis", "stream/"),
    importedAs: "{name}",
    defaults: { retentionPeriod: 24, encryptionType: "NONE" },
    // fidelity: docs: UpdateShardCount, "Limitations"; guess: the text
    refuses: ({ olds, news }) => {
      const [from, to] = [Number(olds.shardCount ?? 0), Number(news.shardCount ?? 0)];
      if (from === 0 || to === 0 || (to <= 2 * from && to >= from / 2)) return [];
      const bounds = `from ${Math.ceil(from / 2)} to ${2 * from} shards in one step`;
      return [{ property: "shardCount", reason: `LimitExceededException: ${from} shards become ${bounds}, not ${to}` }];
    },
    replaceOn: [],
  },
};
