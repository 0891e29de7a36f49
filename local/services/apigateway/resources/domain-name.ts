import type { Properties, ResourceContext, ResourceType } from "../../../engine/resource-type";
import type { ControlPlane } from "../control/control-plane";
import { objectOf, textOf, textsOf } from "../document/json";
import { identifier } from "./identifier";

/** `aws.apigateway.DomainName`: answered on the port of every API, for requests with this name in Host. */
export const domainNameType = (control: ControlPlane): ResourceType => ({
  type: "aws:apigateway/domainName:DomainName",
  replaceOn: ["domainName"],
  async create(inputs, context) {
    const name = textOf(inputs.domainName) ?? "";
    return { id: name, outputs: await put(control, inputs, context) };
  },
  update: (_id, inputs, _olds, context) => put(control, inputs, context),
  async delete(id) {
    await control.store.domains.remove(id.toLowerCase());
  },
});

const put = async (control: ControlPlane, inputs: Properties, context: ResourceContext): Promise<Properties> => {
  const name = (textOf(inputs.domainName) ?? "").toLowerCase();
  await control.store.domains.put(name, { name });
  if (objectOf(inputs.mutualTlsAuthentication).truststoreUri) {
    control.cloud.log.warn(
      "apigateway",
      `${context.name}: mutualTlsAuthentication is not enforced: the local port is plain HTTP`,
    );
  }
  const regional = textsOf(objectOf(inputs.endpointConfiguration).types)[0] === "REGIONAL";
  const target = identifier(context, 10);
  return {
    ...inputs,
    arn: `arn:${control.cloud.partition}:apigateway:${context.region}::/domainnames/${name}`,
    ...(regional
      ? {
          regionalDomainName: `d-${target}.execute-api.${context.region}.amazonaws.com`,
          regionalZoneId: "ZLY8HYME6SFDD",
        }
      : { cloudfrontDomainName: `d${target}.cloudfront.net`, cloudfrontZoneId: "Z2FDTNDATAQYW2" }),
  };
};
