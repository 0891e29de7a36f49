import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import type { ArchiveRecord } from "../archives/archives";
import { alreadyThere, invalid } from "../events-error";
import { compilePattern } from "../rules/rule";
import { name } from "../targets/target";
import { type EventServices, Paged, pageOf, seconds } from "./events-operation";

const Settings = {
  Description: z.string().max(512).optional(),
  EventPattern: z.string().max(4_096).optional(),
  RetentionDays: z.int().min(0).optional(),
  KmsKeyIdentifier: z.string().max(2_048).optional(),
};

const Named = z.object({ ArchiveName: name(48) });

const archiveOf = ({ archives }: EventServices, { ArchiveName }: z.output<typeof Named>) =>
  resource(archives.arn(ArchiveName), () => archives.require(ArchiveName));

export const createArchive = operation(
  "CreateArchive",
  Named.extend({ EventSourceArn: z.string(), ...Settings }),
  {
    action: "events:CreateArchive",
    on: ({ archives }: EventServices, { ArchiveName }) => resource(archives.arn(ArchiveName)),
  },
  ({ archives, buses, cloud }) =>
    async ({ ArchiveName, EventSourceArn, Description, EventPattern, RetentionDays = 0, KmsKeyIdentifier }) => {
      const bus = buses.require(buses.nameOf(EventSourceArn)).name;
      if (archives.find(ArchiveName)) throw alreadyThere(`Archive ${ArchiveName}`);
      if (EventPattern !== undefined) compilePattern(EventPattern);
      const archive: ArchiveRecord = {
        name: ArchiveName,
        bus,
        pattern: EventPattern,
        description: Description,
        kmsKeyIdentifier: KmsKeyIdentifier,
        retentionDays: RetentionDays,
        created: cloud.clock.now(),
      };
      await archives.put(archive);
      return answered(archives.arn(ArchiveName), archive);
    },
);

const answered = (ArchiveArn: string, { created }: ArchiveRecord) => ({
  ArchiveArn,
  State: "ENABLED",
  CreationTime: seconds(created),
});

export const updateArchive = operation(
  "UpdateArchive",
  Named.extend(Settings),
  {
    action: "events:UpdateArchive",
    on: (services: EventServices, { ArchiveName, Description, EventPattern, RetentionDays }) => {
      const { archives } = services;
      return resource(archives.arn(ArchiveName), () => {
        // fidelity: observed: events-archive-replay-update-nothing
        if ([Description, EventPattern, RetentionDays].every((each) => each === undefined)) {
          throw invalid("At least one of EventPattern, RetentionDays or Description must be provided.");
        }
        return archives.require(ArchiveName);
      });
    },
  },
  ({ archives }) =>
    async ({ Description, EventPattern, RetentionDays, KmsKeyIdentifier }, archive) => {
      if (EventPattern !== undefined) compilePattern(EventPattern);
      await archives.put({
        ...archive,
        description: Description ?? archive.description,
        pattern: EventPattern ?? archive.pattern,
        retentionDays: RetentionDays ?? archive.retentionDays,
        kmsKeyIdentifier: KmsKeyIdentifier ?? archive.kmsKeyIdentifier,
      });
      return answered(archives.arn(archive.name), archive);
    },
);

export const deleteArchive = operation(
  "DeleteArchive",
  Named,
  { action: "events:DeleteArchive", on: archiveOf },
  ({ archives }: EventServices) =>
    async ({ ArchiveName }) => {
      await archives.remove(ArchiveName);
      return {};
    },
);

const shown = (
  { archives, buses }: EventServices,
  { name: ArchiveName, bus, retentionDays, created }: ArchiveRecord,
) => {
  const events = archives.eventsOf(ArchiveName);
  return {
    ArchiveName,
    EventSourceArn: buses.arn(bus),
    State: "ENABLED",
    RetentionDays: retentionDays,
    SizeBytes: events.reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)), 0),
    EventCount: events.length,
    CreationTime: seconds(created),
  };
};

export const describeArchive = operation(
  "DescribeArchive",
  Named,
  { action: "events:DescribeArchive", on: archiveOf },
  (services: EventServices) => (_, archive) => ({
    ...shown(services, archive),
    ArchiveArn: services.archives.arn(archive.name),
    Description: archive.description,
    EventPattern: archive.pattern,
    KmsKeyIdentifier: archive.kmsKeyIdentifier,
  }),
);

export const listArchives = operation(
  "ListArchives",
  z.object({
    NamePrefix: z.string().optional(),
    EventSourceArn: z.string().optional(),
    State: z.string().optional(),
    ...Paged,
  }),
  { action: "events:ListArchives", on: ({ archives }: EventServices) => resource(archives.arn("*")) },
  (services) =>
    ({ NamePrefix = "", EventSourceArn, State = "ENABLED", ...paged }) => {
      const { archives, buses } = services;
      // fidelity: observed: events-archive-replay-list-by-unknown-source
      const bus = EventSourceArn === undefined ? undefined : buses.require(buses.nameOf(EventSourceArn)).name;
      const found = archives
        .list()
        .filter((each) => each.name.startsWith(NamePrefix) && (bus === undefined || each.bus === bus));
      const { shown: page, next } = pageOf(State === "ENABLED" ? found : [], (each) => each.name, paged);
      return { Archives: page.map((each) => shown(services, each)), ...next };
    },
);
