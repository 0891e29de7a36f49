/** Who is connected and wants to hear of which show. */
export interface Followers {
  /**
   * From now on the connection hears of the show.
   *
   * @returns false where it follows as many shows as one may.
   */
  follow(showId: string, connectionId: string): Promise<boolean>;
  /** Those who follow a show, and the connections of whoever organises it, each once. */
  of(showId: string, organiser: string): AsyncIterable<string>;
  /** One that is gone. */
  forget(showId: string, connectionId: string): Promise<void>;
}
