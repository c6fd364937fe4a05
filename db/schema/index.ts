export * from "./auth";
export * from "./change";
export * from "./classroom";
export * from "./comment";
export * from "./guide";
export * from "./moderation";
export * from "./reading";
