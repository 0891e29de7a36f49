import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { readAddresses } from "../rules/addresses";
import type { WebAcls } from "../web-acls";
import { textSetType } from "./text-set";

/** `aws.wafv2.IpSet`. */
export const ipSetType = (webAcls: WebAcls): ResourceType =>
  textSetType({
    type: "aws:wafv2/ipSet:IpSet",
    property: "addresses",
    textsOf: addressesOf,
    read: readAddresses,
    sets: webAcls.ipSets,
  });

/** An address that the preview does not know yet is no text. */
const addressesOf = ({ addresses }: Properties): string[] =>
  Array.isArray(addresses) ? addresses.filter((each) => typeof each === "string") : [];
