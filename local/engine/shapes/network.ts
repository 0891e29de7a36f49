import { type Shape, text } from "./shape";

const ec2 = (prefix: string, resource: string, outputs?: Shape["outputs"]): Shape => ({
  id: ({ digits }) => `${prefix}-0${digits(16)}`,
  arn: ({ region, account }, id) => `ec2:${region}:${account}:${resource}/${id}`,
  outputs: (subject, id, arn) => ({ ownerId: subject.account, ...outputs?.(subject, id, arn) }),
});

export const NETWORK: Readonly<Record<string, Shape>> = {
  "aws:ec2/vpc:Vpc": ec2("vpc", "vpc", ({ digits }) => ({
    mainRouteTableId: `rtb-0${digits(16, "0123456789abcde")}`,
    defaultSecurityGroupId: `sg-0${digits(16, "0123456789abcd")}`,
    enableDnsSupport: true,
    instanceTenancy: "default",
  })),
  "aws:ec2/subnet:Subnet": ec2("subnet", "subnet"),
  "aws:ec2/securityGroup:SecurityGroup": { ...ec2("sg", "security-group"), named: "name" },
  "aws:ec2/securityGroupRule:SecurityGroupRule": { id: ({ digits }) => `sgrule-${digits(10, "0123456789")}` },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ec2("sgr", "security-group-rule", (_, id) => ({
    securityGroupRuleId: id,
  })),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ec2("sgr", "security-group-rule", (_, id) => ({
    securityGroupRuleId: id,
  })),
  "aws:ec2/networkInterface:NetworkInterface": ec2("eni", "network-interface"),
  "aws:ec2/internetGateway:InternetGateway": ec2("igw", "internet-gateway"),
  "aws:ec2/routeTable:RouteTable": ec2("rtb", "route-table"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { id: ({ digits }) => `rtbassoc-0${digits(16)}` },
  "aws:ec2/route:Route": { id: ({ digits }) => `r-rtb-0${digits(16)}${digits(10, "0123456789")}` },
  "aws:ec2/eip:Eip": ec2("eipalloc", "elastic-ip", ({ digits }, id) => ({
    allocationId: id,
    domain: "vpc",
    publicIp: `198.51.100.${Number.parseInt(digits(2), 16)}`,
  })),
  "aws:ec2/natGateway:NatGateway": ec2("nat", "natgateway", ({ digits }) => ({
    publicIp: `198.51.100.${Number.parseInt(digits(2), 16)}`,
  })),
  "aws:ec2/vpcEndpoint:VpcEndpoint": ec2("vpce", "vpc-endpoint", ({ inputs, region, digits }, id) => ({
    state: "available",
    dnsEntries: [{ dnsName: `${id}-${digits(8)}.${text(inputs.serviceName)}`, hostedZoneId: "Z00000000000000000000" }],
    prefixListId: `pl-${digits(8)}`,
    region,
  })),
};
