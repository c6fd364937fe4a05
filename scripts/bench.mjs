// npm run bench: what the product costs beside two yardsticks. docs/performance.md tells how to read it.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register();
const { main } = await import("../bench/main.ts");
await main(dirname(dirname(fileURLToPath(import.meta.url))), process.argv.slice(2));
