import type { Properties, ResourceType } from "../../../engine/resource-type";
import type { Cloud } from "../../service";
import { readAddresses } from "../rules/addresses";
import type { WebAcls } from "../web-acls";
import { identityOf } from "./identity";

/** `aws.wafv2.IpSet`: a change counts for the web ACLs that name it, at once. */
export const ipSetType = (cloud: Cloud, webAcls: WebAcls): ResourceType => ({
  type: "aws:wafv2/ipSet:IpSet",
  replaceOn: ["name", "namePrefix", "scope", "ipAddressVersion"],
  check(inputs) {
    try {
      readAddresses(addressesOf(inputs));
      return [];
    } catch (error) {
      return [{ property: "addresses", reason: (error as Error).message }];
    }
  },
  async create(inputs, context) {
    const { id, arn, name } = identityOf(cloud, "ipset", inputs, context);
    await webAcls.putIpSet(arn, addressesOf(inputs));
    return { id, outputs: { ...inputs, name, arn, lockToken: id } };
  },
  async update(_id, inputs, { outputs }) {
    await webAcls.putIpSet(String(outputs.arn), addressesOf(inputs));
    return { ...outputs, ...inputs, name: outputs.name, arn: outputs.arn };
  },
  async delete(_id, { arn }) {
    await webAcls.removeIpSet(String(arn));
  },
});

/** An address that the preview does not know yet is no text. */
const addressesOf = ({ addresses }: Properties): string[] =>
  Array.isArray(addresses) ? addresses.filter((each) => typeof each === "string") : [];
