// Texts of Pulumi's wire format. Written out here because the parent process never loads the SDK (a third of a second);
// a test holds them to the SDK's.

/** Stands for a value that only the update will know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const ASSET = "c44067f5952c0a294b673a41bacd8c17";
export const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
export const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** An output that is a resource: the program gets an object of its class. */
export const resourceReference = (urn: string, id: string | undefined): object => ({
  [SIGNATURE_KEY]: RESOURCE,
  urn,
  id: id ?? UNKNOWN,
  packageVersion: "",
});
