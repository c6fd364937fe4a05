CREATE TYPE "public"."claim_quality" AS ENUM('convincing', 'to_the_point');--> statement-breakpoint
CREATE TYPE "public"."debate_choice" AS ENUM('for', 'against', 'third', 'undecided');--> statement-breakpoint
CREATE TYPE "public"."debate_joint" AS ENUM('group', 'vote');--> statement-breakpoint
CREATE TYPE "public"."debate_pace" AS ENUM('timed', 'dated');--> statement-breakpoint
CREATE TYPE "public"."debate_seating" AS ENUM('random', 'chosen', 'teacher');--> statement-breakpoint
CREATE TYPE "public"."debate_side" AS ENUM('for', 'against', 'third');--> statement-breakpoint
CREATE TYPE "public"."move_kind" AS ENUM('claim', 'rebuttal', 'concession');--> statement-breakpoint
ALTER TYPE "public"."note_audience" ADD VALUE 'debate';--> statement-breakpoint
ALTER TYPE "public"."change_kind" ADD VALUE 'debate';--> statement-breakpoint
ALTER TYPE "public"."section_kind" ADD VALUE 'debate';--> statement-breakpoint
CREATE TABLE "ballot_secrets" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"secret" text DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ballots" (
	"assignment_id" uuid NOT NULL,
	"key" text NOT NULL,
	"voter_id" uuid,
	"side" "debate_side",
	"before" "debate_choice",
	"after" "debate_choice",
	"confidence_before" smallint,
	"confidence_after" smallint,
	"moved_by" uuid,
	CONSTRAINT "ballots_assignment_id_key_pk" PRIMARY KEY("assignment_id","key")
);
--> statement-breakpoint
CREATE TABLE "claim_weights" (
	"comment_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"quality" "claim_quality" NOT NULL,
	"classroom_id" uuid NOT NULL,
	CONSTRAINT "claim_weights_comment_id_user_id_quality_pk" PRIMARY KEY("comment_id","user_id","quality")
);
--> statement-breakpoint
CREATE TABLE "debate_claims" (
	"comment_id" uuid PRIMARY KEY NOT NULL,
	"assignment_id" uuid NOT NULL,
	"classroom_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"kind" "move_kind" NOT NULL,
	"side" "debate_side" NOT NULL,
	"number" integer NOT NULL,
	"phase" smallint NOT NULL,
	"marks" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "debate_seats" (
	"assignment_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"classroom_id" uuid NOT NULL,
	"side" "debate_side" NOT NULL,
	CONSTRAINT "debate_seats_assignment_id_user_id_pk" PRIMARY KEY("assignment_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "debate_statements" (
	"assignment_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"classroom_id" uuid NOT NULL,
	"text" text NOT NULL,
	"version" integer NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"saved_by_id" uuid NOT NULL,
	CONSTRAINT "debate_statements_assignment_id_owner_id_pk" PRIMARY KEY("assignment_id","owner_id")
);
--> statement-breakpoint
CREATE TABLE "debates" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"classroom_id" uuid NOT NULL,
	"question_id" uuid,
	"claim_id" uuid,
	"motion" text NOT NULL,
	"sides" text[] NOT NULL,
	"seating" "debate_seating" NOT NULL,
	"joint" "debate_joint" NOT NULL,
	"is_named" boolean NOT NULL,
	"pace" "debate_pace" NOT NULL,
	"phases" jsonb NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"paused_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"sealed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "kept_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"assignment_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"classroom_id" uuid NOT NULL,
	"kind" "move_kind" NOT NULL,
	"answers_id" uuid,
	"text" text NOT NULL,
	"passages" jsonb NOT NULL,
	"kept_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "statement_backs" (
	"assignment_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"classroom_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	CONSTRAINT "statement_backs_assignment_id_user_id_pk" PRIMARY KEY("assignment_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "statement_versions" (
	"assignment_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"classroom_id" uuid NOT NULL,
	"text" text NOT NULL,
	"saved_by_id" uuid NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "statement_versions_assignment_id_owner_id_version_pk" PRIMARY KEY("assignment_id","owner_id","version")
);
--> statement-breakpoint
ALTER TABLE "claim_weights" ADD CONSTRAINT "claim_weights_comment_id_debate_claims_comment_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."debate_claims"("comment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_weights" ADD CONSTRAINT "claim_weights_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_weights" ADD CONSTRAINT "claim_weights_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debate_claims" ADD CONSTRAINT "debate_claims_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debate_claims" ADD CONSTRAINT "debate_claims_assignment_id_debates_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."debates"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debate_claims" ADD CONSTRAINT "debate_claims_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debate_claims" ADD CONSTRAINT "debate_claims_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debate_seats" ADD CONSTRAINT "debate_seats_assignment_id_debates_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."debates"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debate_seats" ADD CONSTRAINT "debate_seats_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debate_seats" ADD CONSTRAINT "debate_seats_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debate_statements" ADD CONSTRAINT "debate_statements_assignment_id_debates_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."debates"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debate_statements" ADD CONSTRAINT "debate_statements_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debate_statements" ADD CONSTRAINT "debate_statements_saved_by_id_users_id_fk" FOREIGN KEY ("saved_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debates" ADD CONSTRAINT "debates_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debates" ADD CONSTRAINT "debates_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debates" ADD CONSTRAINT "debates_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debates" ADD CONSTRAINT "debates_claim_id_sections_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_moves" ADD CONSTRAINT "kept_moves_assignment_id_debates_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."debates"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_moves" ADD CONSTRAINT "kept_moves_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_moves" ADD CONSTRAINT "kept_moves_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_moves" ADD CONSTRAINT "kept_moves_answers_id_comments_id_fk" FOREIGN KEY ("answers_id") REFERENCES "public"."comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_backs" ADD CONSTRAINT "statement_backs_assignment_id_debates_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."debates"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_backs" ADD CONSTRAINT "statement_backs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_backs" ADD CONSTRAINT "statement_backs_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_versions" ADD CONSTRAINT "statement_versions_assignment_id_debates_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."debates"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_versions" ADD CONSTRAINT "statement_versions_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_versions" ADD CONSTRAINT "statement_versions_saved_by_id_users_id_fk" FOREIGN KEY ("saved_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "debate_claims_number_idx" ON "debate_claims" USING btree ("assignment_id","side","number");--> statement-breakpoint
CREATE INDEX "debate_claims_author_id_idx" ON "debate_claims" USING btree ("assignment_id","author_id");--> statement-breakpoint
CREATE INDEX "kept_moves_user_id_idx" ON "kept_moves" USING btree ("user_id","classroom_id");