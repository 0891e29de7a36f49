import { randomText } from "./random-text";
import { rotationHandler, valueLength } from "./rotation-handler";

/** A value that nobody has to be told: whoever uses it reads it. */
export const handler = rotationHandler({
  next: async () => randomText(valueLength),
  set: async () => undefined,
  test: async () => undefined,
});
