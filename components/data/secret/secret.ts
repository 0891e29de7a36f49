import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { Link } from "../../core/rights/link";
import { keyed, ownKey } from "../../operations/key/key";
import type { SecretArgs } from "./args";
import { type MakeSecretChild, type SecretNodes, secretChildren } from "./children";
import { readLink } from "./links";
import { planSecret, type SecretPlan } from "./plan";
import { createRotation } from "./rotation";

/**
 * A secret of Secrets Manager: a value that comes from outside, one that a function of this package makes and rotates,
 * or one that somebody puts there by hand. Billed by the secret and by the call
 * (https://aws.amazon.com/secrets-manager/pricing/).
 *
 * The value is in no environment variable, log or output. Functions with a link read it and keep it while they live.
 *
 * @throws {ArgsError} for values that AWS would refuse, before anything is registered.
 * @example
 * const stripe = new Secret("stripe-key", { value: config.requireSecret("stripeKey") });
 * const signing = new Secret("signing-key", { rotation: { every: "30 days" } });
 * new LambdaFunction("pay", { entry: "handlers/pay.handler.ts", links: { stripe: stripe.read() } });
 */
export class Secret extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  /** What was asked for, checked. */
  readonly plan: SecretPlan;
  readonly nodes: SecretNodes;

  constructor(name: string, args: SecretArgs | SecretPlan = {}, opts: pulumi.ComponentResourceOptions = {}) {
    const asked = planSecret(name, args);
    super(componentType("Secret"), name, {}, opts);
    const key = ownKey(asked, this, "throw-away");
    const plan = keyed(asked, key);
    this.plan = plan;
    const made = createNodes(childrenOf(secretChildren, this, name, plan.transform), plan, this);
    this.nodes = { ...made, ...(key && { key }) };
    this.arn = this.nodes.secret.arn;
    this.name = this.nodes.secret.name;
    this.registerOutputs({ arn: this.arn, name: this.name });
  }

  /** To read the value: `STRIPE_SECRET_ARN` under a link `stripe`, which `env.secret("stripe")` reads back. */
  read(): Link {
    const { secret, version, firstValue } = this.nodes;
    return readLink(
      this.plan,
      secret,
      [version, firstValue].filter((each) => each !== undefined),
    );
  }
}

const createNodes = (make: MakeSecretChild, plan: SecretPlan, parent: pulumi.Resource): SecretNodes => {
  const { description, kmsKeyArn, recoveryDays, value, rotation } = plan;
  const secret = make("secret", undefined, {
    ...(description !== undefined && { description }),
    ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
    recoveryWindowInDays: recoveryDays,
  });
  return {
    secret,
    ...(value && {
      version: make("version", "value", {
        secretId: secret.id,
        secretStringWo: pulumi.secret(value.text),
        secretStringWoVersion: value.version,
      }),
    }),
    ...(rotation && createRotation(make, plan, rotation, secret, parent)),
  };
};
