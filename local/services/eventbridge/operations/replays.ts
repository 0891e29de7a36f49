import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import type { ReplayRecord } from "../archives/replays";
import { alreadyThere, invalid } from "../events-error";
import { name } from "../targets/target";
import { type EventServices, Paged, pageOf, seconds, Timestamp } from "./events-operation";

const Named = z.object({ ReplayName: name(64) });

const replayOf = ({ replays }: EventServices, { ReplayName }: z.output<typeof Named>) =>
  resource(replays.arn(ReplayName), () => replays.require(ReplayName));

export const startReplay = operation(
  "StartReplay",
  Named.extend({
    Description: z.string().max(512).optional(),
    EventSourceArn: z.string(),
    EventStartTime: Timestamp,
    EventEndTime: Timestamp,
    Destination: z.object({ Arn: z.string(), FilterArns: z.array(z.string()).optional() }),
  }),
  {
    action: "events:StartReplay",
    on: ({ replays }: EventServices, { ReplayName }) => resource(replays.arn(ReplayName)),
  },
  ({ archives, buses, replays, cloud }) =>
    async ({ ReplayName, Description, EventSourceArn, EventStartTime, EventEndTime, Destination }) => {
      // fidelity: observed: events-archive-replay-replay-*, in this order
      const bus = buses.require(buses.nameOf(Destination.Arn)).name;
      const archive = archives.find(EventSourceArn.split("archive/").pop() ?? "");
      if (!archive) {
        const asked = EventSourceArn.split("archive/").pop();
        throw invalid(`Parameter EventSourceArn is not valid. Reason: Archive ${asked} does not exist.`);
      }
      if (archive.bus !== bus) {
        throw invalid("Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.");
      }
      if (EventStartTime >= EventEndTime) {
        throw invalid("Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.");
      }
      if (replays.find(ReplayName)) throw alreadyThere(`Replay ${ReplayName}`);
      const started = cloud.clock.now();
      await replays.start({
        name: ReplayName,
        archive: archive.name,
        bus,
        description: Description,
        filterArns: Destination.FilterArns,
        from: EventStartTime * 1_000,
        to: EventEndTime * 1_000,
        started,
        state: "STARTING",
      });
      return { ReplayArn: replays.arn(ReplayName), State: "STARTING", ReplayStartTime: seconds(started) };
    },
);

export const cancelReplay = operation(
  "CancelReplay",
  Named,
  { action: "events:CancelReplay", on: replayOf },
  ({ replays }: EventServices) =>
    async (_, replay) => {
      if (replay.state !== "STARTING" && replay.state !== "RUNNING") {
        throw invalid(`Replay ${replay.name} is not in a valid state for this operation.`);
      }
      await replays.put({ ...replay, state: "CANCELLING" });
      return { ReplayArn: replays.arn(replay.name), State: "CANCELLING" };
    },
);

const shown = ({ archives }: EventServices, replay: ReplayRecord) => ({
  ReplayName: replay.name,
  EventSourceArn: archives.arn(replay.archive),
  State: replay.state,
  EventStartTime: seconds(replay.from),
  EventEndTime: seconds(replay.to),
  ReplayStartTime: seconds(replay.started),
  ...(replay.ended === undefined ? {} : { ReplayEndTime: seconds(replay.ended) }),
});

export const describeReplay = operation(
  "DescribeReplay",
  Named,
  { action: "events:DescribeReplay", on: replayOf },
  (services: EventServices) => (_, replay) => ({
    ...shown(services, replay),
    ReplayArn: services.replays.arn(replay.name),
    Description: replay.description,
    Destination: { Arn: services.buses.arn(replay.bus), FilterArns: replay.filterArns },
  }),
);

export const listReplays = operation(
  "ListReplays",
  z.object({
    NamePrefix: z.string().optional(),
    State: z.string().optional(),
    EventSourceArn: z.string().optional(),
    ...Paged,
  }),
  { action: "events:ListReplays", on: ({ replays }: EventServices) => resource(replays.arn("*")) },
  (services) =>
    ({ NamePrefix = "", State, EventSourceArn, ...paged }) => {
      const { archives, replays } = services;
      const found = replays
        .list()
        .filter((each) => each.name.startsWith(NamePrefix) && (State ?? each.state) === each.state)
        .filter((each) => (EventSourceArn ?? archives.arn(each.archive)) === archives.arn(each.archive));
      const { shown: page, next } = pageOf(found, (each) => each.name, paged);
      return { Replays: page.map((each) => shown(services, each)), ...next };
    },
);
