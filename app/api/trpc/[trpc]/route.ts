import { handleTrpc } from "#server/api/handler";

export const dynamic = "force-dynamic";

const handle = (request: Request) => handleTrpc(request);

export { handle as GET, handle as POST };
