import { type AwsTypes, here } from "../aws-type";
import { oneOf } from "../rule";

export const SSM: AwsTypes = {
  "aws:ssm/parameter:Parameter": {
    name: {
      max: 1_011,
      // fidelity: docs: PutParameter, Name: in a hierarchy fully qualified, with up to 15 levels
      pattern: /^(?!\/?(aws|ssm))([\w.-]+|(\/[\w.-]+){1,15})$/i,
      allowed:
        "letters, digits and _.-, in up to 15 levels that each begin with a slash, and not begin with aws or ssm",
    },
    arn: (subject) => here("ssm", "parameter/")({ ...subject, name: subject.name.replace(/^\//, "") }),
    limits: { type: oneOf("String", "StringList", "SecureString") },
    // fidelity: observed: resourceParameter of the provider: ForceNewIfChange
    replacedBy: ({ olds, news }) =>
      olds.tier === "Advanced" && (news.tier ?? "Standard") === "Standard" ? ["tier"] : [],
    replaceOn: [],
  },
};
