import { removeDrafts } from "./drafts";
import { lock } from "./lifecycle/lock";
import { removeOutputs } from "./output-files";
import type { dataPaths } from "./paths";
import type { Teardown } from "./teardown";

/**
 * Takes the folder of all data for this process, and clears away what runs left there that did not end in order.
 * @throws LockedError when another local cloud works on it
 */
export const takeData = async (paths: ReturnType<typeof dataPaths>, teardown: Teardown): Promise<void> => {
  teardown.add("lock", await lock(paths.folder));
  removeOutputs(paths);
  const drafts = () => removeDrafts(paths.folder);
  drafts();
  teardown.add("drafts", drafts);
};
