// Run once per account and region by an administrator: `pulumi up -C account`. docs/environments.md walks through it.
import { createBudget } from "./budget";
import { accountConfig } from "./config";
import { createGatewayLogRole } from "./gateway-log-role";
import { createRoles } from "./github-roles";
import { createState } from "./state";

const config = accountConfig();
const state = createState();
const roles = createRoles(config.repository, state);
createGatewayLogRole();
createBudget(config);

/** For `pulumi login` and PULUMI_BACKEND_URL. */
export const stateBackend = state.url;
/** For `pulumi stack init --secrets-provider`. */
export const secretsProvider = state.secretsProvider;
/** For the repository variables AWS_PREVIEW_ROLE and AWS_DEPLOY_ROLE. */
export const previewRole = roles.preview;
export const deployRole = roles.deploy;
