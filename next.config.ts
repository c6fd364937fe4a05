import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  // This checkout is the root, whatever lockfiles the folders above hold.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  typedRoutes: true,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "@node-rs/argon2", "pino"],
};

export default config;
