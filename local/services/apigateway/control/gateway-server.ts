import type { Cloud } from "../../../cloud/cloud";
import { listenFrom } from "../../../lifecycle/listen";
import { verifySignature } from "../../../wire/signatures/sigv4";
import { inNameOfPage } from "../../origin-here";
import type { GatewayEnvironment } from "../exchange/gateway-environment";
import { Gateway } from "../gateway";
import { hostOf } from "../http/host";
import { type RunningServer, serveHttp } from "../http/http-server";
import type { GatewayAnswer, GatewayRequest } from "../http/message";
import type { ApiRecord } from "./records";

/** The custom domains of all APIs: every API's port answers for them. */
export interface CustomDomains {
  /** There is none that APIs' ports answer for. */
  readonly none: boolean;
  isKnown(host: string): boolean;
  handle(request: GatewayRequest): Promise<GatewayAnswer>;
}

export const FIRST_PORT = 4600;

/** The gateway of one REST API behind a port of its own. */
export class GatewayServer {
  private constructor(
    readonly gateway: Gateway,
    private readonly server: RunningServer,
    private readonly withdraw: () => void,
  ) {}

  static async start(
    cloud: Cloud,
    api: ApiRecord,
    clients: Pick<GatewayEnvironment, "accountBuckets" | "accountThrottle" | "usagePlans" | "usage">,
    domains: CustomDomains,
  ): Promise<GatewayServer> {
    const { account, region, partition } = cloud;
    const gateway = new Gateway({
      api: { id: api.id, account, region, partition },
      clock: cloud.clock,
      backends: {
        functions: { invoke: (...call) => cloud.directory.lambda.functions.invoke(...call) },
        service: (name) => cloud.directory.service(name),
        principal: (role) => cloud.access.servicePrincipal(role, "apigateway.amazonaws.com"),
        authenticate: (request) => verifySignature(request, cloud.access, cloud.clock),
        decide: (principal, request) => cloud.access.decide(principal, request),
        verificationKey: (pool, keyId) => cloud.directory["cognito-idp"].verificationKey(pool, keyId),
      },
      ...clients,
      vpcOf: (endpointId) => cloud.directory.ec2.endpoints.vpcOf(endpointId),
      firewall: (stage) =>
        cloud.directory.wafv2.webAcls.firewall(
          () => `arn:${partition}:apigateway:${region}::/restapis/${api.id}/stages/${stage}`,
        ),
      random: Math.random,
      executionLog: (line) => cloud.log.warn(`apigateway ${api.name}`, line),
      // Kept only, both: a line for each request would bury what functions say.
      executionTrace: (line) => cloud.log.output(`${api.name}.execution`, line, { shown: false }),
      traces: cloud.directory.xray.traces,
      accessLog: (_stage, line) => cloud.log.output(`${api.name}.access`, line, { shown: false }),
    });
    const answer = (request: GatewayRequest) =>
      !domains.none && domains.isKnown(hostOf(request.headers)) ? domains.handle(request) : gateway.handle(request);
    const handle = (request: GatewayRequest) => inNameOfPage(cloud.directory, request, answer);
    const place = { what: `API ${api.name}`, wanted: api.port, first: FIRST_PORT };
    const server = await listenFrom(cloud, place, (port) => serveHttp(handle, port, (host) => domains.isKnown(host)));
    const { https } = cloud.directory;
    const host = `${api.id}.execute-api.${region}.amazonaws.com`;
    https.serve(host, server.port);
    return new GatewayServer(gateway, server, () => https.withdraw(host));
  }

  get port(): number {
    return this.server.port;
  }

  close(): Promise<void> {
    this.withdraw();
    return this.server.close();
  }
}
