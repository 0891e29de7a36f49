import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SagaStep } from "../../contracts/bookings";

/** What befalls a step: it never answers, its process ends, or it fails. */
export type Fate = "hangs" | "exits" | "throws";

/** What `held` reads in a booking's token: that this step does so, once, before or after its work is done. */
export const fated = (action: SagaStep["action"], when: "before" | "after", fate: Fate): string =>
  `${action} ${when} ${fate}`;

/** A handler of the saga with the faults that tokens of bookings ask for; each leaves a file in `folder` when it happens. */
export const held =
  <Answer>(handler: (step: SagaStep) => Promise<Answer>, folder: string) =>
  async (step: SagaStep): Promise<Answer> => {
    await meet(step, "before", folder);
    const answer = await handler(step);
    await meet(step, "after", folder);
    return answer;
  };

const meet = async ({ action, booking }: SagaStep, when: "before" | "after", folder: string): Promise<void> => {
  const [ofAction, ofWhen, fate] = booking.clientToken.split(" ");
  if (ofAction !== action || ofWhen !== when || !isFirst(join(folder, booking.clientToken))) return;
  if (fate === "exits") process.exit(1);
  if (fate === "throws") throw new Error(`${action} fails ${when} its work`);
  await new Promise(() => setInterval(() => {}, 1_000));
};

const isFirst = (file: string): boolean => {
  try {
    writeFileSync(file, "", { flag: "wx" });
    return true;
  } catch {
    return false;
  }
};
