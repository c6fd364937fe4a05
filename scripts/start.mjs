// npm start, npm run demo, npm run dev. Everything else is loaded once this Node is known to be new enough.
import { nodeProblem } from "./node-version.mjs";

const problem = nodeProblem(process.versions.node);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
const { main } = await import("./launch.mjs");
await main(process.argv.slice(2));
