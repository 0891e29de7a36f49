import * as z from "zod";

const Field = z.object({
  isNull: z.boolean().optional(),
  booleanValue: z.boolean().optional(),
  longValue: z.number().int().optional(),
  doubleValue: z.number().optional(),
  stringValue: z.string().optional(),
  blobValue: z.string().optional(),
  arrayValue: z.unknown().optional(),
});

export const Parameters = z.array(
  z.object({
    name: z.string().optional(),
    value: Field.optional(),
    typeHint: z.enum(["JSON", "UUID", "TIMESTAMP", "DATE", "TIME", "DECIMAL"]).optional(),
  }),
);

export const Sql = z.string().min(0).max(65_536);
export const TransactionId = z.string().min(0).max(192);
export const Name = z.string().min(0).max(64);
