import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  // This checkout is the root, whatever lockfiles the folders above hold.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  typedRoutes: true,
  reactStrictMode: true,
  // `npm test` checks the types; a school that installs a checked version need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "@node-rs/argon2", "pino"],
};

export default config;
