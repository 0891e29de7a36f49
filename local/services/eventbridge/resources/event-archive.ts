import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { UNKNOWN } from "../../../engine/values/signatures";
import type { ArchiveRecord, Archives } from "../archives/archives";
import type { Buses } from "../buses";
import { compilePattern } from "../rules/rule";
import { refusalOf } from "./refusal";

const TYPE = "aws:cloudwatch/eventArchive:EventArchive";

/** Its id is its name. */
export const eventArchiveType = (buses: Buses, archives: Archives, now: () => number): ResourceType => {
  const put = async (name: string, inputs: Properties): Promise<ArchiveRecord> => {
    const archive: ArchiveRecord = {
      name,
      bus: buses.require(buses.nameOf(String(inputs.eventSourceArn))).name,
      pattern: textOf(inputs.eventPattern),
      description: textOf(inputs.description),
      kmsKeyIdentifier: textOf(inputs.kmsKeyIdentifier),
      retentionDays: Number(inputs.retentionDays ?? 0),
      created: archives.find(name)?.created ?? now(),
    };
    await archives.put(archive);
    return archive;
  };
  const shown = ({ name, bus, pattern, description, kmsKeyIdentifier, retentionDays }: ArchiveRecord): Properties => ({
    name,
    arn: archives.arn(name),
    eventSourceArn: buses.arn(bus),
    retentionDays,
    ...(pattern === undefined ? {} : { eventPattern: pattern }),
    ...(description === undefined ? {} : { description }),
    ...(kmsKeyIdentifier === undefined ? {} : { kmsKeyIdentifier }),
  });
  return {
    type: TYPE,
    check: ({ eventPattern }) =>
      typeof eventPattern !== "string" || eventPattern === UNKNOWN
        ? []
        : refusalOf("eventPattern", () => void compilePattern(eventPattern)),
    async create(inputs, context) {
      const { id, outputs } = recorded(TYPE, inputs, context);
      return { id, outputs: { ...outputs, ...shown(await put(id, inputs)) } };
    },
    async update(id, inputs, olds) {
      return { ...olds.outputs, ...inputs, ...shown(await put(id, inputs)) };
    },
    async read(id) {
      const archive = archives.find(id);
      return archive && shown(archive);
    },
    delete: (id) => archives.remove(id),
  };
};

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
