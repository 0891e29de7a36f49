import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { either, input, object, text } from "../../core/args/args-shape";

/**
 * Who sends codes and invitations. `"cognito"`: AWS, from `no-reply@verificationemail.com`, at most 50 a day; for trying
 * things out. Otherwise an identity of SES that is verified, billed by the message.
 */
export type Mail = "cognito" | SesMail;

export interface SesMail {
  /** `"Box office <no-reply@example.com>"`, or the address alone. */
  readonly from: string;
  /** ARN of the identity of SES that may send it. */
  readonly identityArn: pulumi.Input<string>;
  readonly replyTo?: string;
  /** Name of a configuration set of SES. */
  readonly configurationSet?: string;
}

export const mailShape = either(
  (value) => value === "cognito",
  object<SesMail>(
    {
      from: text("an address"),
      identityArn: input(text("the ARN of an identity of SES")),
      replyTo: text("an address").optional(),
      configurationSet: text("a name").optional(),
    },
    '"cognito"',
  ),
).optional();

/** What a message says. */
export interface MailText {
  /** 1 to 140 characters. */
  readonly subject: string;
  /**
   * 6 to 20,000 characters of HTML, in which `{####}` becomes the code. Of a verification, `{##Confirm my address##}`
   * becomes a link instead, which asks for a domain. Of an invitation, `{username}` has to be there as well.
   */
  readonly text: string;
}

export interface Messages {
  /** To an address that has to be verified. */
  readonly verification?: MailText;
  /** To whom an administrator made a user for. */
  readonly invitation?: MailText;
}

const mailText = object<MailText>({ subject: text(), text: text() }).optional();

export const messagesShape = object<Messages>({ verification: mailText, invitation: mailText }).optional();

const ADDRESS = /^(?:[^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;

/** @throws {ArgsError} for addresses that are none. */
export const checkMail = (component: string, mail: Mail): void => {
  if (mail === "cognito") return;
  for (const key of ["from", "replyTo"] as const) {
    const address = mail[key];
    if (address !== undefined && !ADDRESS.test(address))
      throw new ArgsError(
        component,
        `mail.${key}`,
        `must be an address, "Box office <no-reply@example.com>" (it is ${JSON.stringify(address)})`,
      );
  }
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerificationMessageTemplateType.html (read 2026-11) */
const SUBJECT = { min: 1, max: 140 } as const;
const TEXT = { min: 6, max: 20_000 } as const;

const CODE = /\{####\}/;
const LINK = /\{##[^#{}]+##\}/;

/** Whether the address is verified by a link in the message. */
export const byLink = ({ verification }: Messages): boolean =>
  verification !== undefined && LINK.test(verification.text);

/** @throws {ArgsError} for lengths that Cognito refuses, and texts without what they are sent for. */
export const checkMessages = (component: string, messages: Messages, hasDomain: boolean): void => {
  for (const kind of ["verification", "invitation"] as const) {
    const message = messages[kind];
    if (message === undefined) continue;
    const refuse = (key: keyof MailText, rule: string): never => {
      throw new ArgsError(component, `messages.${kind}.${key}`, rule);
    };
    for (const [key, { min, max }] of [
      ["subject", SUBJECT],
      ["text", TEXT],
    ] as const) {
      const { length } = message[key];
      if (length < min || length > max) refuse(key, `must be ${min} to ${max} characters long (it has ${length})`);
    }
    if (kind === "invitation" && !(CODE.test(message.text) && message.text.includes("{username}")))
      refuse("text", "must hold {username} and {####}, who is invited and the first password");
    if (kind === "verification" && CODE.test(message.text) === LINK.test(message.text))
      refuse("text", "must hold either {####}, the code, or {##Confirm##}, a link");
  }
  if (byLink(messages) && !hasDomain)
    throw new ArgsError(
      component,
      "messages.verification.text",
      "must hold {####}, a code: links lead to a domain, and there is none",
    );
};
