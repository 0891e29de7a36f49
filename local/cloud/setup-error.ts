/** A mistake in what the developer set up: shown as this one message, which names the place and the way out. */
export class SetupError extends Error {
  override readonly name = "SetupError";
}
