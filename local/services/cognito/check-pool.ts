import { ServiceError } from "../../wire/service-error";
import type { PoolSettings } from "./pool-settings";
import { checkTier } from "./tier";

/** Checks what the members of a pool say together. @throws {ServiceError} */
export const checkPool = (settings: PoolSettings): void => {
  const { PreTokenGeneration: plain, PreTokenGenerationConfig: versioned } = settings.LambdaConfig ?? {};
  // fidelity: docs: LambdaConfigType, PreTokenGeneration; guess: the text
  if (plain !== undefined && versioned !== undefined && plain !== versioned.LambdaArn) {
    const text = "PreTokenGeneration and the LambdaArn of PreTokenGenerationConfig must be identical.";
    throw new ServiceError("InvalidParameterException", text);
  }
  checkTier(settings);
};
