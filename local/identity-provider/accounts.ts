import type { AccountClaims } from "oidc-provider";
import type { Storage } from "../data/storage";

/** Somebody who has signed in. */
export interface Account {
  /** As it was typed. */
  readonly name: string;
  readonly roles: readonly string[];
}

/** Who has signed in, by subject. */
export class Accounts {
  private readonly kept;

  constructor(storage: Storage) {
    this.kept = storage.collection<Account>("identity-provider-accounts");
  }

  /**
   * Lets in whoever it is. Nothing is asked but a name, which is the same person in whatever case.
   * @param roles `undefined`: as they were.
   * @returns The subject.
   */
  async signIn(name: string, roles: readonly string[] | undefined): Promise<string> {
    const subject = name.toLowerCase();
    await this.kept.put(subject, { name, roles: roles ?? this.kept.get(subject)?.roles ?? [] });
    return subject;
  }

  find(subject: string): Account | undefined {
    return this.kept.get(subject);
  }

  claims(subject: string): AccountClaims {
    const { name = subject, roles = [] } = this.find(subject) ?? {};
    return { sub: subject, name, preferred_username: subject, roles: [...roles] };
  }
}

/** 1 to 128 signs, none of them a control character; blanks around it do not count. */
export const nameIn = (typed: string): string | undefined => {
  const name = typed.normalize("NFC").trim();
  return /^[^\p{C}]{1,128}$/u.test(name) ? name : undefined;
};

const ROLE = /^[\w.:-]{1,64}$/;

/** Words; `undefined` when one is no name of a role. */
export const rolesIn = (typed: string): readonly string[] | undefined => {
  const roles = [...new Set(typed.split(/[\s,]+/).filter((role) => role !== ""))];
  return roles.length <= 20 && roles.every((role) => ROLE.test(role)) ? roles : undefined;
};
