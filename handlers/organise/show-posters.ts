/** Where the posters of shows are kept. */
export interface ShowPosters {
  /**
   * Before a poster is uploaded: what was said of the one before is forgotten.
   *
   * @returns whether the organiser has such a show.
   */
  expect(organiser: string, showId: string): Promise<boolean>;
  /**
   * Makes a poster that of its show, or says why there is no other, unless an upload after `at` was looked at before.
   *
   * @returns the poster that is of no use any more.
   */
  take(showId: string, poster: string, at: string): Promise<string | undefined>;
  refuse(showId: string, reason: string, at: string): Promise<void>;
}
