import type { Properties, ResourceType } from "../../../engine/resource-type";
import type { Cloud } from "../../service";
import { readAddresses } from "../rules/addresses";
import type { WebAcls } from "../web-acls";
import { textSetType } from "./text-set";

/** `aws.wafv2.IpSet`. */
export const ipSetType = (cloud: Cloud, webAcls: WebAcls): ResourceType =>
  textSetType(cloud, {
    type: "aws:wafv2/ipSet:IpSet",
    replaceOn: ["name", "namePrefix", "scope", "ipAddressVersion"],
    arnType: "ipset",
    property: "addresses",
    textsOf: addressesOf,
    read: readAddresses,
    sets: webAcls.ipSets,
  });

/** An address that the preview does not know yet is no text. */
const addressesOf = ({ addresses }: Properties): string[] =>
  Array.isArray(addresses) ? addresses.filter((each) => typeof each === "string") : [];
