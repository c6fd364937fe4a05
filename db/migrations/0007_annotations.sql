CREATE TYPE "public"."annotation_anchor" AS ENUM('made', 'position', 'quote', 'edited', 'reattached', 'imported', 'lost');--> statement-breakpoint
CREATE TYPE "public"."annotation_motivation" AS ENUM('highlighting', 'commenting', 'questioning', 'bookmarking');--> statement-breakpoint
CREATE TYPE "public"."assignment_kind" AS ENUM('reading', 'question', 'debate');--> statement-breakpoint
CREATE TYPE "public"."reaction_kind" AS ENUM('agree', 'changed_my_mind', 'look_again');--> statement-breakpoint
CREATE TYPE "public"."note_audience" AS ENUM('private', 'group', 'teachers', 'class');--> statement-breakpoint
CREATE TABLE "annotation_themes" (
	"comment_id" uuid NOT NULL,
	"theme_id" uuid NOT NULL,
	"classroom_id" uuid NOT NULL,
	CONSTRAINT "annotation_themes_comment_id_theme_id_pk" PRIMARY KEY("comment_id","theme_id")
);
--> statement-breakpoint
CREATE TABLE "annotations" (
	"comment_id" uuid PRIMARY KEY NOT NULL,
	"classroom_id" uuid NOT NULL,
	"section_id" uuid NOT NULL,
	"motivation" "annotation_motivation" NOT NULL,
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
	"lost_at" timestamp (3) with time zone,
	"imported_from" jsonb
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"classroom_id" uuid NOT NULL,
	"kind" "assignment_kind" NOT NULL,
	"instructions" text DEFAULT '' NOT NULL,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "reactions" (
	"comment_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" "reaction_kind" NOT NULL,
	"classroom_id" uuid NOT NULL,
	CONSTRAINT "reactions_comment_id_user_id_kind_pk" PRIMARY KEY("comment_id","user_id","kind")
);
--> statement-breakpoint
CREATE TABLE "reading_assignments" (
	"assignment_id" uuid PRIMARY KEY NOT NULL,
	"classroom_id" uuid NOT NULL,
	"section_ids" uuid[] NOT NULL,
	"notes_min" integer NOT NULL,
	"needs_theme" boolean NOT NULL,
	"needs_reason" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "themes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"classroom_id" uuid NOT NULL,
	"key" text,
	"name" text NOT NULL,
	"ink" text,
	"letter" text NOT NULL,
	"definition" text DEFAULT '' NOT NULL,
	"position" integer NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "group_members" (
	"classroom_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	CONSTRAINT "group_members_classroom_id_user_id_pk" PRIMARY KEY("classroom_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"classroom_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "comments_unanswered_idx";--> statement-breakpoint
DROP INDEX "comments_waiting_idx";--> statement-breakpoint
DROP INDEX "comments_seq_idx";--> statement-breakpoint
DROP INDEX "comments_classroom_id_seq_idx";--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "was_for" "note_audience";--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "was_for_group_id" uuid;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "was_seq" bigint;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "private_to" uuid;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "private_section_id" uuid;--> statement-breakpoint
ALTER TABLE "classrooms" ADD COLUMN "note_audience" "note_audience" DEFAULT 'class' NOT NULL;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "audience" "note_audience" DEFAULT 'class' NOT NULL;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "audience_group_id" uuid;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "audience_owner_id" uuid;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "reaction_counts" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "endorsed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "endorsed_by_id" uuid;--> statement-breakpoint
ALTER TABLE "annotation_themes" ADD CONSTRAINT "annotation_themes_comment_id_annotations_comment_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."annotations"("comment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotation_themes" ADD CONSTRAINT "annotation_themes_theme_id_themes_id_fk" FOREIGN KEY ("theme_id") REFERENCES "public"."themes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotation_themes" ADD CONSTRAINT "annotation_themes_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_version_id_guide_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."guide_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_paragraph_id_paragraphs_id_fk" FOREIGN KEY ("paragraph_id") REFERENCES "public"."paragraphs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_assignments" ADD CONSTRAINT "reading_assignments_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_assignments" ADD CONSTRAINT "reading_assignments_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "themes" ADD CONSTRAINT "themes_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "annotation_themes_theme_id_idx" ON "annotation_themes" USING btree ("classroom_id","theme_id");--> statement-breakpoint
CREATE INDEX "annotations_section_idx" ON "annotations" USING btree ("classroom_id","section_id","start");--> statement-breakpoint
CREATE INDEX "annotations_lost_idx" ON "annotations" USING btree ("classroom_id") WHERE lost_at is not null;--> statement-breakpoint
CREATE INDEX "assignments_classroom_id_idx" ON "assignments" USING btree ("classroom_id","due_at");--> statement-breakpoint
CREATE INDEX "themes_classroom_id_idx" ON "themes" USING btree ("classroom_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "themes_key_idx" ON "themes" USING btree ("classroom_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "themes_ink_idx" ON "themes" USING btree ("classroom_id","ink") WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX "group_members_group_id_idx" ON "group_members" USING btree ("group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "groups_name_idx" ON "groups" USING btree ("classroom_id",lower("name")) WHERE removed_at is null;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_audience_group_id_groups_id_fk" FOREIGN KEY ("audience_group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_audience_owner_id_users_id_fk" FOREIGN KEY ("audience_owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_endorsed_by_id_users_id_fk" FOREIGN KEY ("endorsed_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comments_unanswered_idx" ON "comments" USING btree ("classroom_id","section_id","created_at","id") WHERE root_id is null and answered_at is null and deleted_at is null and hidden_at is null and audience = 'class' and text <> '';--> statement-breakpoint
CREATE INDEX "comments_waiting_idx" ON "comments" USING btree ("classroom_id","seq") WHERE root_id is null and answered_at is null and deleted_at is null and hidden_at is null and audience = 'class' and text <> '';--> statement-breakpoint
CREATE INDEX "comments_seq_idx" ON "comments" USING btree ("classroom_id","section_id","seq") WHERE deleted_at is null and hidden_at is null and audience <> 'private' and text <> '';--> statement-breakpoint
CREATE INDEX "comments_classroom_id_seq_idx" ON "comments" USING btree ("classroom_id","seq") WHERE deleted_at is null and hidden_at is null and audience <> 'private' and text <> '';