import { createContext, useContext } from "react";
import type { Api } from "./api";
import type { Config } from "./config";
import type { Live } from "./live";
import type { Session } from "./session";

/** What pages stand on. */
export interface Services {
  readonly api: Api;
  readonly config: Config;
  readonly live: Live;
  readonly session: Session;
}

export const ServicesContext = createContext<Services | undefined>(undefined);

export const useServices = (): Services => {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error("there are no services here");
  return services;
};
