import * as z from "zod";

export const Note = z.strictObject({ text: z.string().min(1) });
