declare module "asl-validator" {
  interface GrammarError {
    readonly "Error code": string;
    readonly Message: string;
    readonly stateName?: string;
    readonly schemaError?: { readonly instancePath: string };
  }

  const validate: (
    definition: object,
    options: { readonly checkPaths: boolean; readonly checkArn: boolean },
  ) => { readonly isValid: boolean; readonly errors: readonly GrammarError[] };

  export = validate;
}
