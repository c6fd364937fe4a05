CREATE TYPE "public"."reply_starter" AS ENUM('builds', 'challenges', 'asks');--> statement-breakpoint
CREATE TYPE "public"."answer_state" AS ENUM('in', 'waiting', 'sent_back');--> statement-breakpoint
CREATE TYPE "public"."stance" AS ENUM('agree', 'qualify', 'dispute');--> statement-breakpoint
ALTER TYPE "public"."note_audience" ADD VALUE 'discussion';--> statement-breakpoint
ALTER TYPE "public"."section_kind" ADD VALUE 'prompt';--> statement-breakpoint
CREATE TABLE "answer_drafts" (
	"assignment_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"classroom_id" uuid NOT NULL,
	"text" text NOT NULL,
	"passages" jsonb NOT NULL,
	"version" integer NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answer_drafts_assignment_id_user_id_pk" PRIMARY KEY("assignment_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"comment_id" uuid PRIMARY KEY NOT NULL,
	"assignment_id" uuid NOT NULL,
	"classroom_id" uuid NOT NULL,
	"discussion_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"state" "answer_state" NOT NULL,
	"committed_at" timestamp (3) with time zone NOT NULL,
	"is_late" boolean NOT NULL,
	"words" integer NOT NULL,
	"sent_back_at" timestamp (3) with time zone,
	"sent_back_why" text DEFAULT '' NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "citations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"comment_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"classroom_id" uuid NOT NULL,
	"section_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"anchor" "annotation_anchor" DEFAULT 'made' NOT NULL,
	"score" real DEFAULT 1 NOT NULL,
	"exact" text NOT NULL,
	"prefix" text NOT NULL,
	"suffix" text NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"paragraph_id" uuid,
	"paragraph_offset" integer,
	"quoted" text,
	"lost_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "discussions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"assignment_id" uuid NOT NULL,
	"classroom_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"is_open" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"comment_id" uuid NOT NULL,
	"classroom_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prompts" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"classroom_id" uuid NOT NULL,
	"question_id" uuid,
	"claim_id" uuid,
	"title" text NOT NULL,
	"published_at" timestamp (3) with time zone,
	"replies_due_at" timestamp (3) with time zone,
	"takes_late" boolean NOT NULL,
	"words_min" integer NOT NULL,
	"passages_min" integer NOT NULL,
	"replies_min" integer NOT NULL,
	"rubric" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"has_gate" boolean NOT NULL,
	"is_anonymous" boolean NOT NULL,
	"is_held" boolean NOT NULL,
	"opens_guide" boolean NOT NULL,
	"is_for_all" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"assignment_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"classroom_id" uuid NOT NULL,
	"discussion_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"alias_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"alias" text NOT NULL,
	"due_at" timestamp (3) with time zone,
	"excused_at" timestamp (3) with time zone,
	"let_in_at" timestamp (3) with time zone,
	"asked_at" timestamp (3) with time zone,
	"asked" text DEFAULT '' NOT NULL,
	CONSTRAINT "seats_assignment_id_user_id_pk" PRIMARY KEY("assignment_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "stances" (
	"assignment_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"classroom_id" uuid NOT NULL,
	"stance" "stance" NOT NULL,
	"paragraph_id" uuid NOT NULL,
	"why" text NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stances_assignment_id_user_id_pk" PRIMARY KEY("assignment_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "comments" DROP CONSTRAINT "comments_audience_group_id_groups_id_fk";
--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "alias_id" uuid;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "alias" text;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "written_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "starter" "reply_starter";--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "quote" text;--> statement-breakpoint
ALTER TABLE "answer_drafts" ADD CONSTRAINT "answer_drafts_assignment_id_prompts_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."prompts"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_drafts" ADD CONSTRAINT "answer_drafts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_drafts" ADD CONSTRAINT "answer_drafts_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_assignment_id_prompts_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."prompts"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_discussion_id_discussions_id_fk" FOREIGN KEY ("discussion_id") REFERENCES "public"."discussions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citations" ADD CONSTRAINT "citations_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citations" ADD CONSTRAINT "citations_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citations" ADD CONSTRAINT "citations_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citations" ADD CONSTRAINT "citations_version_id_guide_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."guide_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citations" ADD CONSTRAINT "citations_paragraph_id_paragraphs_id_fk" FOREIGN KEY ("paragraph_id") REFERENCES "public"."paragraphs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussions" ADD CONSTRAINT "discussions_assignment_id_prompts_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."prompts"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussions" ADD CONSTRAINT "discussions_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompts" ADD CONSTRAINT "prompts_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompts" ADD CONSTRAINT "prompts_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompts" ADD CONSTRAINT "prompts_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prompts" ADD CONSTRAINT "prompts_claim_id_sections_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_assignment_id_prompts_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."prompts"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_discussion_id_discussions_id_fk" FOREIGN KEY ("discussion_id") REFERENCES "public"."discussions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stances" ADD CONSTRAINT "stances_assignment_id_prompts_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."prompts"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stances" ADD CONSTRAINT "stances_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stances" ADD CONSTRAINT "stances_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stances" ADD CONSTRAINT "stances_paragraph_id_paragraphs_id_fk" FOREIGN KEY ("paragraph_id") REFERENCES "public"."paragraphs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "answers_author_id_idx" ON "answers" USING btree ("assignment_id","author_id") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "answers_discussion_id_idx" ON "answers" USING btree ("discussion_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "citations_comment_id_idx" ON "citations" USING btree ("comment_id","position");--> statement-breakpoint
CREATE INDEX "citations_section_idx" ON "citations" USING btree ("classroom_id","section_id");--> statement-breakpoint
CREATE UNIQUE INDEX "discussions_assignment_id_idx" ON "discussions" USING btree ("assignment_id","position");--> statement-breakpoint
CREATE INDEX "discussions_classroom_id_idx" ON "discussions" USING btree ("classroom_id");--> statement-breakpoint
CREATE INDEX "feedback_comment_id_idx" ON "feedback" USING btree ("comment_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "seats_alias_idx" ON "seats" USING btree ("assignment_id","alias");--> statement-breakpoint
CREATE INDEX "seats_open_idx" ON "seats" USING btree ("user_id","classroom_id") WHERE opened_at is not null;