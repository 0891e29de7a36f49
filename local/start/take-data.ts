import type { Log } from "../cloud/log";
import type { Teardown } from "../cloud/teardown";
import { removeDrafts } from "../data/drafts";
import type { dataPaths } from "../data/paths";
import { closeToOthers, keepToOneself } from "../data/private-data";
import { lock } from "../lifecycle/lock";
import { removeOutputs } from "./output-files";

/**
 * Takes the folder of all data for this process and its user alone, and clears away what runs left there that did not end in order.
 * @throws LockedError when another local cloud works on it. SetupError when it holds anything else.
 */
export const takeData = async (
  paths: ReturnType<typeof dataPaths>,
  { teardown, log }: { readonly teardown: Teardown; readonly log: Log },
): Promise<void> => {
  keepToOneself(paths.folder);
  teardown.add("lock", await lock(paths.folder));
  closeToOthers(paths.folder, log);
  removeOutputs(paths);
  const drafts = () => removeDrafts(paths.folder);
  drafts();
  teardown.add("drafts", drafts);
};
