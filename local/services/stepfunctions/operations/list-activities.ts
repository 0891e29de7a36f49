import { operation } from "../../../wire/operations/operation";
import { PageInput, page } from "./pages";
import { anyOf, type StatesParts } from "./states-operation";

export const listActivities = operation(
  "ListActivities",
  PageInput,
  { action: "states:ListActivities", on: (services: StatesParts) => anyOf(services, "activity") },
  ({ activities }) =>
    (asked) => {
      const all = [...activities.entries()].map(([activityArn, { name, creationDate }]) => {
        return { activityArn, name, creationDate };
      });
      return page("activities", all, asked);
    },
);
