import type { APIGatewayProxyResult } from "aws-lambda";
import { Problem } from "serverless-tiers/runtime/problem";
import { json } from "serverless-tiers/runtime/rest";
import type { ChangedShow } from "../../contracts/organising";
import type { OrganisedShows } from "./organised-shows";

/** Changes a show of whoever asks; one of somebody else is unknown, as it is to whoever may not see it. */
export const changeShow =
  ({ shows }: { shows: Pick<OrganisedShows, "change"> }) =>
  /** @param showId `undefined` for what is no id of a show. */
  async (organiser: string, showId: string | undefined, change: ChangedShow): Promise<APIGatewayProxyResult> => {
    const outcome = showId === undefined ? NONE : await shows.change(organiser, showId, change);
    switch (outcome.kind) {
      case "changed":
        return json(200, outcome.show);
      case "unknown show":
        throw new Problem(404, "You have no such show.");
      case "stale": {
        const { version } = outcome;
        const detail = `The show was changed meanwhile: it is version ${version}, and not ${change.version} any more.`;
        throw new Problem(409, detail, {
          type: "urn:problem-type:stale",
          title: "Changed meanwhile",
          more: { version },
        });
      }
      case "sold": {
        const { sold } = outcome;
        const detail = `${sold} seats are sold: there have to be as many.`;
        throw new Problem(409, detail, {
          type: "urn:problem-type:seats-sold",
          title: "Seats are sold",
          more: { sold },
        });
      }
    }
  };

const NONE = { kind: "unknown show" } as const;
