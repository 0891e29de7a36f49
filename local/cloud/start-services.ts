import { START_ORDER } from "../services/catalogue";
import type { Directory } from "../services/directory";
import type { Steps } from "../terminal/steps";
import type { Teardown } from "./teardown";

/** Starts all services, those first that others need. */
export const startServices = async (directory: Directory, teardown: Teardown, steps: Steps): Promise<void> => {
  for (const names of START_ORDER) {
    const group = names.flatMap((name) => directory.service(name) ?? []);
    // Registered before they start: one that fails half way has something to stop too.
    for (const service of group) teardown.add(service.name, async () => service.stop?.());
    await Promise.all(group.map((service) => steps.during(`starting ${service.name}`, async () => service.start?.())));
  }
};
