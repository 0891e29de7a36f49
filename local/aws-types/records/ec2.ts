import { type AwsType, type AwsTypes, text } from "../aws-type";
import { between, like, oneOf, type Rule, shown } from "../rule";

type Facts = Pick<AwsType, "outputs" | "limits" | "replaceOn" | "name">;

const ec2 = (prefix: string, resource: string, { outputs, ...facts }: Facts): AwsType => ({
  ...facts,
  id: ({ digits }) => `${prefix}-0${digits(16)}`,
  arn: ({ region, account }, id) => `ec2:${region}:${account}:${resource}/${id}`,
  outputs: (subject, id, arn) => ({ ownerId: subject.account, ...outputs?.(subject, id, arn) }),
});

/** An IPv4 range on its own boundary, of a size that AWS takes. */
const range: Rule = (value) => {
  const [, address = "", mask = ""] = /^(\d+(?:\.\d+){3})\/(\d+)$/.exec(String(value)) ?? [];
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => part > 255)) return `must be an IPv4 range ${shown(value)}`;
  if (Number(mask) < 16 || Number(mask) > 28) return `must be a range from /16 to /28 ${shown(value)}`;
  const number = parts.reduce((sum, part) => sum * 256 + part, 0);
  return number % 2 ** (32 - Number(mask)) === 0 ? undefined : `must begin on the boundary of its size ${shown(value)}`;
};

const port = between(-1, 65_535);

/** The group alone is fixed: the provider changes the rest of a rule in place. */
const groupRule: Facts = {
  outputs: (_, id) => ({ securityGroupRuleId: id }),
  limits: {
    fromPort: port,
    toPort: port,
    description: like(
      /^[A-Za-z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/,
      "up to 255 letters, digits and ._-:/()#,@[]+=&;{}!$*",
    ),
  },
  replaceOn: ["securityGroupId"],
};

const publicIp = (digits: (length: number) => string): string => `198.51.100.${Number.parseInt(digits(2), 16)}`;

export const EC2: AwsTypes = {
  "aws:ec2/vpc:Vpc": ec2("vpc", "vpc", {
    outputs: ({ digits }) => ({
      mainRouteTableId: `rtb-0${digits(16, "0123456789abcde")}`,
      defaultSecurityGroupId: `sg-0${digits(16, "0123456789abcd")}`,
      enableDnsSupport: true,
      instanceTenancy: "default",
    }),
    limits: { cidrBlock: range },
    replaceOn: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  }),
  "aws:ec2/subnet:Subnet": ec2("subnet", "subnet", {
    limits: { cidrBlock: range },
    replaceOn: [
      "vpcId",
      "cidrBlock",
      "availabilityZone",
      "availabilityZoneId",
      "ipv4IpamPoolId",
      "ipv4NetmaskLength",
      "ipv6IpamPoolId",
      "ipv6Native",
      "ipv6NetmaskLength",
      "outpostArn",
    ],
  }),
  "aws:ec2/securityGroup:SecurityGroup": ec2("sg", "security-group", {
    name: {
      max: 255,
      pattern: /^(?!sg-)[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/,
      allowed: "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not beginning with sg-",
    },
    replaceOn: ["description", "vpcId"],
  }),
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    id: ({ digits }) => `sgrule-${digits(10, "0123456789")}`,
    replaceOn: [
      "cidrBlocks",
      "fromPort",
      "ipv6CidrBlocks",
      "prefixListIds",
      "protocol",
      "securityGroupId",
      "self",
      "sourceSecurityGroupId",
      "toPort",
      "type",
    ],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ec2("sgr", "security-group-rule", groupRule),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ec2("sgr", "security-group-rule", groupRule),
  "aws:ec2/networkInterface:NetworkInterface": ec2("eni", "network-interface", {
    replaceOn: ["interfaceType", "subnetId"],
  }),
  "aws:ec2/internetGateway:InternetGateway": ec2("igw", "internet-gateway", { replaceOn: [] }),
  "aws:ec2/routeTable:RouteTable": ec2("rtb", "route-table", { replaceOn: ["vpcId"] }),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    id: ({ digits }) => `rtbassoc-0${digits(16)}`,
    replaceOn: ["subnetId", "gatewayId"],
  },
  "aws:ec2/route:Route": {
    id: ({ digits }) => `r-rtb-0${digits(16)}${digits(10, "0123456789")}`,
    replaceOn: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
  },
  "aws:ec2/eip:Eip": ec2("eipalloc", "elastic-ip", {
    outputs: ({ digits }, id) => ({ allocationId: id, domain: "vpc", publicIp: publicIp(digits) }),
    replaceOn: ["address", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
  }),
  "aws:ec2/natGateway:NatGateway": ec2("nat", "natgateway", {
    outputs: ({ digits }) => ({ publicIp: publicIp(digits) }),
    replaceOn: [
      "allocationId",
      "availabilityMode",
      "connectivityType",
      "privateIp",
      "secondaryPrivateIpAddressCount",
      "subnetId",
      "vpcId",
    ],
  }),
  "aws:ec2/vpcEndpoint:VpcEndpoint": ec2("vpce", "vpc-endpoint", {
    outputs: ({ inputs, region, digits }, id) => ({
      state: "available",
      dnsEntries: [
        { dnsName: `${id}-${digits(8)}.${text(inputs.serviceName)}`, hostedZoneId: "Z00000000000000000000" },
      ],
      prefixListId: `pl-${digits(8)}`,
      region,
    }),
    limits: {
      vpcEndpointType: oneOf("Gateway", "Interface", "GatewayLoadBalancer", "Resource", "ServiceNetwork"),
      serviceName: like(
        /^(com\.amazonaws|aws)\.[\w.-]+$/,
        "the name of an endpoint service, com.amazonaws.<region>.<service>",
      ),
    },
    replaceOn: [
      "resourceConfigurationArn",
      "serviceName",
      "serviceNetworkArn",
      "serviceRegion",
      "vpcEndpointType",
      "vpcId",
    ],
  }),
};
