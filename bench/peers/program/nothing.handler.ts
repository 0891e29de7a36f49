import { ANSWERS } from "../peer";

export const handler = async () => ({ statusCode: 200, body: ANSWERS.function });
