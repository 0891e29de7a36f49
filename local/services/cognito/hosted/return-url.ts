import { addressHere } from "../../addresses-here";
import type { UserPools } from "../user-pools";

/**
 * Whether a client has registered a URL, to the letter. The page of a site that is here has it by a name of AWS, and a
 * browser on this machine names the port behind that.
 */
export const isRegistered = ({ cloud }: UserPools, urls: readonly string[], given: string): boolean => {
  if (urls.includes(given)) return true;
  const here = given.replace(/^http:\/\/localhost:/, "http://127.0.0.1:");
  return urls.some((url) => addressHere(url, cloud.directory.made()) === here);
};
