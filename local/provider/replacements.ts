const NAME = ["name", "namePrefix"] as const;

/**
 * Properties of resource types without a behaviour whose change replaces the resource. For types that are not here it
 * is the name alone.
 */
// fidelity: docs: the provider's schema (ForceNew)
export const REPLACEMENTS: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/vpc:Vpc": ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  "aws:ec2/subnet:Subnet": [
    ...["vpcId", "cidrBlock", "availabilityZone", "availabilityZoneId", "ipv6Native", "outpostArn"],
  ],
  "aws:ec2/routeTable:RouteTable": ["vpcId"],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ["subnetId", "gatewayId"],
  "aws:ec2/route:Route": [
    ...["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
  ],
  "aws:ec2/eip:Eip": ["address", "domain", "networkBorderGroup", "publicIpv4Pool"],
  "aws:ec2/natGateway:NatGateway": ["allocationId", "connectivityType", "privateIp", "subnetId"],
  "aws:ec2/securityGroup:SecurityGroup": [...NAME, "description", "vpcId"],
  "aws:ec2/securityGroupRule:SecurityGroupRule": [
    ...["cidrBlocks", "fromPort", "ipv6CidrBlocks", "prefixListIds", "protocol", "securityGroupId", "self"],
    ...["sourceSecurityGroupId", "toPort", "type"],
  ],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["securityGroupId"],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["securityGroupId"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    ...["resourceConfigurationArn", "serviceName", "serviceNetworkArn", "serviceRegion", "vpcEndpointType", "vpcId"],
  ],
  "aws:rds/subnetGroup:SubnetGroup": [...NAME],
  "aws:rds/parameterGroup:ParameterGroup": [...NAME, "description", "family"],
  "aws:sns/topic:Topic": [...NAME, "fifoTopic"],
  "aws:sns/topicPolicy:TopicPolicy": ["arn"],
  "aws:sns/topicSubscription:TopicSubscription": ["endpoint", "protocol", "topic"],
  "aws:kms/key:Key": ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion"],
  "aws:dynamodb/table:Table": ["hashKey", "importTable", "localSecondaryIndexes", "name", "rangeKey"],
  "aws:s3/bucket:Bucket": ["bucket", "bucketPrefix", "objectLockEnabled"],
  "aws:cloudwatch/dashboard:Dashboard": ["dashboardName"],
};
