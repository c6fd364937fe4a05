import type { ClaimView } from "#domain/debate/claim";
import type { trpc } from "../../../../_trpc/client";

export type { ClaimMark, ClaimQuality, MoveKind } from "#domain/debate/moves";
export type { Choice, Side } from "#domain/debate/sides";
export type { Evidence, Me, Passage } from "../../questions/[assignmentId]/page-types";
export type { ClaimView };

type Read = Awaited<ReturnType<typeof trpc.debate.get.query>>;

/** The debate as this page knows it. */
export type DebatePage = Omit<Read, "frame" | "seq" | "isToSeal">;
export type Debate = Read["debate"];
export type Mine = NonNullable<Debate["mine"]>;
export type Kept = Mine["kept"][number];
export type Statement = Read["statements"][number];
export type Results = Awaited<ReturnType<typeof trpc.debate.results.query>>;
export type Swing = NonNullable<Results["swing"]>;
