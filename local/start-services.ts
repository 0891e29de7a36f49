import type { Services } from "./services";
import type { Teardown } from "./teardown";

/** Starts all services, those first that others need. */
export const startServices = async ({ groups }: Services, teardown: Teardown): Promise<void> => {
  for (const group of groups) {
    // Registered before they start: one that fails half way has something to stop too.
    for (const service of group) teardown.add(service.name, async () => service.stop?.());
    await Promise.all(group.map((service) => service.start?.()));
  }
};
