/** How a class comes to its joint statement: each group writes one together, or each writes a draft and all choose. */
export const JOINT_MODES = ["group", "vote"] as const;
export type JointMode = (typeof JOINT_MODES)[number];

export const STATEMENT_MAX_CHARS = 2_000;
