import { ServiceError } from "../../../../wire/service-error";
import type { Visit } from "./screen";

/** What was typed into a field. @throws {ServiceError} when nothing was, or too much */
export const typed = ({ form }: Visit, name: string, label: string, max = 2048): string => {
  const value = form.get(name) ?? "";
  if (value === "") throw new ServiceError("InvalidParameterException", `${label}: this is needed.`);
  if (value.length > max) throw new ServiceError("InvalidParameterException", `${label}: at most ${max} characters.`);
  return value;
};
