import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { objectOf, textOf } from "../../../languages/json/json-object";
import type { ControlPlane } from "../control/control-plane";
import { readTruststore } from "../control/mutual-tls";
import { identifier } from "./identifier";

/**
 * `aws.apigateway.DomainName`: answered on the port of every API, for requests with this name in Host; with mutual
 * TLS, on an HTTPS port of its own.
 */
export const domainNameType = (control: ControlPlane): ResourceType => ({
  type: "aws:apigateway/domainName:DomainName",
  check: (inputs) => [...problems(inputs)],
  async create(inputs, context) {
    const name = textOf(inputs.domainName) ?? "";
    return { id: name, outputs: await put(control, inputs, context) };
  },
  update: (_id, inputs, _olds, context) => put(control, inputs, context),
  async delete(id) {
    await control.domains.remove(id.toLowerCase());
  },
});

/** The provider's schema has had a list and has one text now. */
const endpointType = (inputs: Properties): unknown => [objectOf(inputs.endpointConfiguration).types].flat()[0];

function* problems(inputs: Properties): Generator<{ property: string; reason: string }> {
  // fidelity: docs: rest-api-mutual-tls: Regional custom domain names only
  if (inputs.mutualTlsAuthentication && endpointType(inputs) !== "REGIONAL") {
    yield { property: "mutualTlsAuthentication", reason: "needs an endpointConfiguration of the type REGIONAL" };
  }
}

function* warnings({ policy, routingMode }: Properties): Generator<string> {
  if (policy) yield "policy is recorded only: every request that knows the domain is let in";
  if (routingMode !== undefined && routingMode !== "BASE_PATH_MAPPING_ONLY") {
    yield `routingMode ${routingMode} is not emulated: base path mappings alone lead requests`;
  }
}

const put = async (control: ControlPlane, inputs: Properties, context: ResourceContext): Promise<Properties> => {
  const name = (textOf(inputs.domainName) ?? "").toLowerCase();
  const truststoreUri = textOf(objectOf(inputs.mutualTlsAuthentication).truststoreUri);
  await control.domains.put(name, truststoreUri ? await readTruststore(control.cloud, truststoreUri) : undefined);
  const regional = endpointType(inputs) === "REGIONAL";
  const target = identifier(context, 10);
  for (const line of warnings(inputs)) control.cloud.log.warn("apigateway", `${context.name}: ${line}`);
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
