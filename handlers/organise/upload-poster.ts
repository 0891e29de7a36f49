import type { APIGatewayProxyResult } from "aws-lambda";
import { Problem } from "serverless-tiers/runtime/problem";
import { json } from "serverless-tiers/runtime/rest";
import type { PosterForm, PosterUpload } from "../../contracts/organising";
import { uploadKey } from "./poster-place";
import type { ShowPosters } from "./show-posters";

/** Signs forms that take one file of this type, at most of this size, under this key. */
export interface PosterForms {
  sign(key: string, upload: PosterUpload): Promise<PosterForm>;
}

/** Gives whoever organises a show a form by which they upload a poster of it, past the API. */
export const uploadPoster =
  ({ posters, forms }: { posters: Pick<ShowPosters, "expect">; forms: PosterForms }) =>
  /** @param showId `undefined` for what is no id of a show. */
  async (organiser: string, showId: string | undefined, upload: PosterUpload): Promise<APIGatewayProxyResult> => {
    if (showId === undefined || !(await posters.expect(organiser, showId)))
      throw new Problem(404, "You have no such show.");
    return json(201, await forms.sign(uploadKey(showId), upload));
  };
