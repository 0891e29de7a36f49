import validate from "asl-validator";
import { isObject, type Json, type JsonObject } from "../language/definition";
import { type Problem, schemaProblem } from "./problem";

/** What the grammar of the States language does not allow: fields, types, combinations, states that nothing leads to. */
export const grammarProblems = (definition: JsonObject): readonly Problem[] => {
  const jsonata = definition.QueryLanguage === "JSONata";
  const { errors } = validate(plain(definition, jsonata) as never, { checkPaths: true, checkArn: true });
  return errors.map((error) => schemaProblem(error.Message, placeOf(error)));
};

type GrammarError = ReturnType<typeof validate>["errors"][number];

const placeOf = ({ schemaError, stateName }: GrammarError): string =>
  schemaError?.instancePath || (stateName === undefined ? "/" : `/States/${stateName}`);

/**
 * A copy without what AWS takes and the grammar does not know: JSON as Output, Items and Condition, fractions of a per cent,
 * regular expressions in paths and filters after a dot, the context object in a Choice.
 */
// fidelity: observed: localstack's tests on AWS
const plain = (value: Json, jsonata: boolean): Json => {
  if (typeof value === "string" && /^(?:\$|States\.).*(?:=~|\.\[\?\()/.test(value)) return "$.a";
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => plain(item, jsonata));
  if (!isObject(value)) return value;
  const inside = jsonata || value.QueryLanguage === "JSONata";
  return Object.fromEntries(
    Object.entries(value).map(([name, member = null]) => {
      if (name === "ToleratedFailurePercentage" && typeof member === "number") return [name, Math.ceil(member)];
      if (inside && (name === "Output" || name === "Items") && isConstant(member)) return [name, "{% 0 %}"];
      if (name === "Variable" && typeof member === "string") return [name, member.replace(/^\$\$/, "$")];
      if (name === "Condition" && typeof member === "boolean") return [name, `{% ${member} %}`];
      return [name, plain(member, inside)];
    }),
  );
};

/** JSON that holds no expression, not even a broken one. */
const isConstant = (value: Json): boolean => !isObject(value) && !/\{%|%\}/.test(JSON.stringify(value));
