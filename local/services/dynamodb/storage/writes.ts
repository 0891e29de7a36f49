import type { Storage } from "../../../data/storage";
import { ServiceError } from "../../../wire/service-error";

/** How data is changed: one change after another, several in one commit, each of them whole or not at all. */
export class Writes {
  constructor(private readonly storage: Pick<Storage, "atomically">) {}

  /**
   * Resolves with what the change answers once it survives a `kill -9`. The change reads what those before it wrote; it
   * may refuse with a ServiceError, but only before it has written anything.
   */
  async run<Answer>(change: () => Answer): Promise<Answer> {
    let outcome: { readonly answer: Answer } | { readonly refusal: ServiceError } | undefined;
    await this.storage.atomically(() => {
      try {
        outcome = { answer: change() };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        outcome = { refusal: error };
      }
    });
    if (!outcome) throw new Error("a commit without its changes");
    if ("refusal" in outcome) throw outcome.refusal;
    return outcome.answer;
  }
}
