import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";

const CURRENT = "AWSCURRENT";
const PENDING = "AWSPENDING";

/** The versions of one secret, as its rotation needs them. */
export class SecretVersions {
  constructor(
    private readonly client: SecretsManagerClient,
    private readonly arn: string,
  ) {}

  /** The value in use; none before the first rotation. */
  current(): Promise<string | undefined> {
    return this.value({ VersionStage: CURRENT });
  }

  /** The value of the version that a rotation makes; none where it has not come so far. */
  made(token: string): Promise<string | undefined> {
    return this.value({ VersionId: token });
  }

  /** The labels of each version that has some. */
  async labels(): Promise<Readonly<Record<string, readonly string[]>>> {
    const { VersionIdsToStages = {} } = await this.client.send(new DescribeSecretCommand({ SecretId: this.arn }));
    return VersionIdsToStages;
  }

  /** The version that a rotation has begun. */
  async pending(): Promise<string | undefined> {
    const labels = await this.labels();
    return Object.keys(labels).find((id) => labels[id]?.includes(PENDING));
  }

  /** Of two rotations of one version at a time the first value stays. */
  async make(token: string, value: string): Promise<void> {
    try {
      await this.client.send(
        new PutSecretValueCommand({
          SecretId: this.arn,
          ClientRequestToken: token,
          SecretString: value,
          VersionStages: [PENDING],
        }),
      );
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ResourceExistsException") throw error;
    }
  }

  /** Calls the version current, and no more pending. */
  async promote(token: string): Promise<void> {
    const labels = await this.labels();
    const holder = Object.keys(labels).find((id) => labels[id]?.includes(CURRENT));
    if (holder !== token) {
      const from = holder === undefined ? {} : { RemoveFromVersionId: holder };
      await this.move({ VersionStage: CURRENT, MoveToVersionId: token, ...from });
    }
    if (labels[token]?.includes(PENDING)) await this.move({ VersionStage: PENDING, RemoveFromVersionId: token });
  }

  private async move(stage: Omit<ConstructorParameters<typeof UpdateSecretVersionStageCommand>[0], "SecretId">) {
    await this.client.send(new UpdateSecretVersionStageCommand({ SecretId: this.arn, ...stage }));
  }

  private async value(which: { readonly VersionId: string } | { readonly VersionStage: string }) {
    try {
      const { SecretString } = await this.client.send(new GetSecretValueCommand({ SecretId: this.arn, ...which }));
      return SecretString;
    } catch (error) {
      if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
      throw error;
    }
  }
}
