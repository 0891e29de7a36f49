import type { Attribute } from "../attributes";
import { keyLetter, keyValue } from "./call-template";

/**
 * Base64 with the signs that a query string has no other use for; not of nothing, which `split` would leave out at the end.
 * Without a look ahead, so that the time it takes grows with the text alone.
 */
const PART = "(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{4}|[A-Za-z0-9_-]{2}==|[A-Za-z0-9_-]{3}=)";

/**
 * A template of what tells the client where the next page begins: the key of the last item, each value in Base64.
 *
 * @param keys Attributes of the keys of table and index, each once.
 */
export const nextPage = (keys: readonly Attribute[]): string => {
  const values = keys.map(
    (key) => `$util.base64Encode($last.get('${key.name}').${keyLetter(key)}).replace("+", "-").replace("/", "_")`,
  );
  return `#set($last = $input.path('$.LastEvaluatedKey'))#if("$!last" != ""),"next":"${values.join(".")}"#end`;
};

/**
 * A template of where DynamoDB is to go on. The client's text is taken apart and never written as it is; one that is
 * none of ours becomes a key that DynamoDB refuses.
 */
export const pageRequest = (keys: readonly Attribute[], reference: string): string => {
  const pattern = `^${keys.map(() => PART).join("[.]")}$`;
  const members = keys.map((key, index) => `"${key.name}":${keyValue(key, `$util.base64Decode($parts[${index}])`)}`);
  return [
    `#set($after = "${reference.replace("$", "$!")}")#if($after != ""),"ExclusiveStartKey":{#if($after.matches("${pattern}"))`,
    `#set($parts = $after.replace("-", "+").replace("_", "/").split("[.]"))${members.join(",")}#end}#end`,
  ].join("");
};
