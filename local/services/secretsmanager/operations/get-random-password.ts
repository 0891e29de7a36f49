import { randomInt } from "node:crypto";
import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { invalidParameter } from "../errors";
import type { SecretsParts } from "./secrets-operation";

const Flag = z.boolean().default(false);

const Input = z.object({
  PasswordLength: z.int().min(1).max(4_096).default(32),
  ExcludeCharacters: z.string().max(4_096).default(""),
  ExcludeNumbers: Flag,
  ExcludePunctuation: Flag,
  ExcludeUppercase: Flag,
  ExcludeLowercase: Flag,
  IncludeSpace: Flag,
  RequireEachIncludedType: z.boolean().default(true),
});

const LOWER = "abcdefghijklmnopqrstuvwxyz";
/** fidelity: docs: GetRandomPassword, ExcludePunctuation */
const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

export const getRandomPassword = operation(
  "GetRandomPassword",
  Input,
  { action: "secretsmanager:GetRandomPassword", on: (_: SecretsParts) => resource("*") },
  () => (input) => {
    const kinds = [
      input.ExcludeLowercase ? "" : LOWER,
      input.ExcludeUppercase ? "" : LOWER.toUpperCase(),
      input.ExcludeNumbers ? "" : "0123456789",
      input.ExcludePunctuation ? "" : PUNCTUATION,
      input.IncludeSpace ? " " : "",
    ]
      .map((kind) => [...kind].filter((each) => !input.ExcludeCharacters.includes(each)))
      .filter((kind) => kind.length > 0);
    const required = input.RequireEachIncludedType ? kinds : [];
    // fidelity: docs: GetRandomPassword, errors; guess: the texts
    if (kinds.length === 0)
      throw invalidParameter("All characters are excluded: there is nothing to make a password of.");
    if (input.PasswordLength < required.length) {
      throw invalidParameter("Password length is too short based on the required types.");
    }
    const all = kinds.flat();
    const rest = Array.from({ length: input.PasswordLength - required.length }, () => oneOf(all));
    return { RandomPassword: shuffled([...required.map(oneOf), ...rest]).join("") };
  },
);

const oneOf = (characters: readonly string[]): string => characters[randomInt(characters.length)] ?? "";

const shuffled = (characters: readonly string[]): string[] => {
  const mixed = [...characters];
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1);
    [mixed[i], mixed[j]] = [mixed[j] ?? "", mixed[i] ?? ""];
  }
  return mixed;
};
