import * as z from "zod";
import { ServiceError } from "../../../wire/service-error";
import { text } from "./shapes";

export const SchemaAttribute = z.object({
  Name: text({ min: 1, max: 20, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+" }),
  AttributeDataType: z.enum(["String", "Number", "DateTime", "Boolean"]).optional(),
  Mutable: z.boolean().default(true),
  Required: z.boolean().default(false),
  DeveloperOnlyAttribute: z.literal(false).optional(),
  StringAttributeConstraints: z
    .object({ MinLength: z.string().optional(), MaxLength: z.string().optional() })
    .optional(),
  NumberAttributeConstraints: z.object({ MinValue: z.string().optional(), MaxValue: z.string().optional() }).optional(),
});
export type SchemaAttribute = z.output<typeof SchemaAttribute>;

/** What has attributes of its own; pools of older versions have none. */
interface Pool {
  readonly settings?: { readonly Schema?: readonly SchemaAttribute[] | undefined } | undefined;
}

const TEXTS =
  "name given_name family_name middle_name nickname preferred_username profile picture website email gender birthdate zoneinfo locale phone_number address";

/** fidelity: docs: Cognito developer guide, "User pool standard attributes" */
const standard = (Name: string, AttributeDataType: string, more: Partial<SchemaAttribute> = {}) => ({
  Name,
  AttributeDataType,
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  ...more,
});

const STANDARD = [
  standard("sub", "String", {
    Mutable: false,
    Required: true,
    StringAttributeConstraints: { MinLength: "1", MaxLength: "2048" },
  }),
  ...TEXTS.split(" ").map((name) => {
    const [MinLength, MaxLength] = name === "birthdate" ? ["10", "10"] : ["0", "2048"];
    return standard(name, "String", { StringAttributeConstraints: { MinLength, MaxLength } });
  }),
  standard("email_verified", "Boolean"),
  standard("phone_number_verified", "Boolean"),
  standard("updated_at", "Number", { NumberAttributeConstraints: { MinValue: "0" } }),
];

const isStandard = (name: string): boolean => STANDARD.some(({ Name }) => Name === name);

const fullName = ({ Name }: Pick<SchemaAttribute, "Name">): string =>
  isStandard(Name) || Name.startsWith("custom:") ? Name : `custom:${Name}`;

/** The attributes of a pool: AWS's own, changed where the pool says so, and the pool's. */
export const schemaOf = ({ settings }: Pool) => {
  const given = settings?.Schema ?? [];
  return [
    ...STANDARD.map((known) => ({ ...known, ...given.find(({ Name }) => Name === known.Name) })),
    ...given
      .filter(({ Name }) => !isStandard(Name))
      .map((attribute) => ({
        ...standard(fullName(attribute), "String", { StringAttributeConstraints: {} }),
        ...attribute,
        Name: fullName(attribute),
      })),
  ];
};

/** fidelity: docs: Cognito developer guide, "Custom attributes" */
const MAX_LENGTH = 2048;

const invalid = (text: string) => new ServiceError("InvalidParameterException", text);

/** Checks attributes that a pool is to have. @throws {ServiceError} */
// fidelity: observed: AWS's texts as moto's tests have them
export const checkSchema = (known: readonly SchemaAttribute[], added: readonly SchemaAttribute[]): void => {
  const names = new Set(known.map(fullName));
  for (const attribute of added) {
    const name = fullName(attribute);
    const own = STANDARD.find(({ Name }) => Name === name);
    if (own && (attribute.AttributeDataType ?? own.AttributeDataType) !== own.AttributeDataType) {
      const what = "AttributeDataType or set developerOnlyAttribute for standard schema attribute";
      throw invalid(`You can not change ${what} ${name}`);
    }
    if (!own && !attribute.AttributeDataType) {
      throw invalid("Invalid AttributeDataType input, consider using the provided AttributeDataType enum.");
    }
    if (!own && attribute.Required) throw invalid("Required custom attributes are not supported currently.");
    if (names.has(name)) throw invalid(`${name}: Existing attribute already has name ${name}.`);
    names.add(name);
    checkLimits(name, attribute);
  }
};

const checkLimits = (name: string, attribute: SchemaAttribute): void => {
  const { MinLength = "0", MaxLength = String(MAX_LENGTH) } = attribute.StringAttributeConstraints ?? {};
  const { MinValue = "-Infinity", MaxValue = "Infinity" } = attribute.NumberAttributeConstraints ?? {};
  if (![MinLength, MaxLength].every((limit) => /^\d+$/.test(limit))) {
    throw invalid(`Invalid StringAttributeConstraints for schema attribute ${name}`);
  }
  if (![MinValue, MaxValue].every((limit) => /^-?(\d+|Infinity)$/.test(limit))) {
    throw invalid(`Invalid NumberAttributeConstraints for schema attribute ${name}`);
  }
  if (Math.max(Number(MinLength), Number(MaxLength)) > MAX_LENGTH) {
    throw invalid(`user.${name}: String attributes cannot have a length of more than ${MAX_LENGTH}`);
  }
  if (Number(MinLength) > Number(MaxLength)) {
    throw invalid(`user.${name}: Max length cannot be less than min length.`);
  }
  if (Number(MinValue) > Number(MaxValue)) {
    throw invalid(`user.${name}: Max value cannot be less than min value.`);
  }
};

type Values = Readonly<Record<string, string>>;

const nonconforming = (text: string) => invalid(`Attributes did not conform to the schema: ${text}`);

/** @throws {ServiceError} when the pool has no such attributes, or they may not have these values */
// fidelity: observed: reports of the texts; guess: of those about lengths and numbers
export const checkAttributes = (pool: Pool, attributes: Values): void => {
  const schema = schemaOf(pool);
  for (const [name, value] of Object.entries(attributes)) {
    const known = schema.find(({ Name }) => Name === name);
    if (!known) throw nonconforming(`Type for attribute {${name}} could not be determined`);
    if (name === "sub") throw invalid("Cannot modify the non-mutable attribute sub");
    if (value === "") continue;
    if (name === "email" && !/^[^@\s]+@[^@\s]+$/.test(value)) throw invalid("Invalid email address format.");
    if (name === "phone_number" && !/^\+\d{2,15}$/.test(value)) throw invalid("Invalid phone number format.");
    const { MinLength = "0", MaxLength = String(MAX_LENGTH) } = known.StringAttributeConstraints ?? {};
    const text = known.AttributeDataType === "String";
    if (text && (value.length < Number(MinLength) || value.length > Number(MaxLength))) {
      throw nonconforming(`${name}: Attribute value length must be between ${MinLength} and ${MaxLength}\n`);
    }
    const { MinValue = "-Infinity", MaxValue = "Infinity" } = known.NumberAttributeConstraints ?? {};
    const outside = !/^-?\d+$/.test(value) || Number(value) < Number(MinValue) || Number(value) > Number(MaxValue);
    if (known.AttributeDataType === "Number" && outside) throw nonconforming(`${name}: Attribute value is not valid\n`);
    if (known.AttributeDataType === "Boolean" && !/^(true|false)$/i.test(value)) {
      throw nonconforming(`${name}: Attribute value is not valid\n`);
    }
  }
};

/** @throws {ServiceError} for attributes that stay as a user got them */
// fidelity: observed: UpdateUserAttributes of an attribute that is not mutable
export const checkMutable = (pool: Pool, names: readonly string[]): void => {
  const fixed = schemaOf(pool).find(({ Name, Mutable }) => !Mutable && names.includes(Name));
  if (fixed) throw invalid(`user.${fixed.Name}: Attribute cannot be updated.`);
};

/** @throws {ServiceError} for names that no attribute of the pool has */
// fidelity: observed: AdminDeleteUserAttributes
export const checkAttributeNames = (pool: Pool, names: readonly string[]): void => {
  const schema = schemaOf(pool);
  const unknown = names.filter((name) => !schema.some(({ Name }) => Name === name));
  if (unknown.length > 0) {
    const each = unknown.map((name) => `user.${name}: Attribute does not exist in the schema.\n`);
    throw invalid(`Invalid user attributes: ${each.join("")}`);
  }
  if (names.includes("sub")) throw invalid("Cannot modify the non-mutable attribute sub");
};

/** Required attributes that a user has not. */
export const missingAttributes = (pool: Pool, attributes: Values): string[] =>
  schemaOf(pool)
    .filter(({ Name, Required }) => Required && Name !== "sub" && !attributes[Name])
    .map(({ Name }) => Name);

/** @throws {ServiceError} when a required attribute is missing */
export const checkRequired = (pool: Pool, attributes: Values): void => {
  const missing = missingAttributes(pool, attributes);
  if (missing.length > 0) throw nonconforming(missing.map((name) => `${name}: The attribute is required\n`).join(""));
};
