import { createPermit } from "../../access/permit";
import type { Cloud } from "../../cloud/cloud";
import { NOT_EMULATED } from "../../wire/operations/not-emulated";
import { InvalidInput } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { renderError } from "../../wire/protocols/render-error";
import { ServiceError } from "../../wire/service-error";
import type { Service } from "../service";
import { Hosting } from "./hosting";
import { OPERATIONS, route } from "./operations/routes";
import { appType } from "./resources/app";
import { branchType } from "./resources/branch";
import { domainAssociationType } from "./resources/domain-association";

/** AWS Amplify Hosting: branches served from deployed artifacts, by the rules of their app. Nothing is built. */
export const createAmplifyService = (cloud: Cloud): Service => {
  const hosting = new Hosting(cloud);
  const permit = createPermit(cloud.access, { code: "AccessDeniedException", status: 403 });
  return {
    name: "amplify",
    operations: OPERATIONS,
    resources: [appType(hosting), branchType(hosting), domainAssociationType(hosting)],
    async handle(request) {
      try {
        return await route(hosting, request, permit);
      } catch (error) {
        const known = error instanceof InvalidInput ? refuseJsonInput(error) : error;
        if (!(known instanceof ServiceError)) throw error;
        if (known.status === NOT_EMULATED) cloud.log.warn("amplify", known.message);
        return renderError(request, known);
      }
    },
    localUrl(text) {
      const url = /^https:\/\/([^/:?#]+)(.*)$/.exec(text);
      const place = url?.[1] && hosting.placeOf(url[1].toLowerCase());
      return place ? `${place}${url?.[2] ?? ""}` : undefined;
    },
    start: () => hosting.start(),
    stop: () => hosting.stop(),
  };
};
