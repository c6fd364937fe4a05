CREATE TYPE "public"."section_kind" AS ENUM('section', 'claim');--> statement-breakpoint
CREATE TYPE "public"."claim_position" AS ENUM('holds', 'fails', 'undecided');--> statement-breakpoint
CREATE TABLE "claim_versions" (
	"version_id" uuid NOT NULL,
	"section_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"statement" text NOT NULL,
	"other" text NOT NULL,
	"kinds" text[] NOT NULL,
	"paragraph_ids" uuid[] NOT NULL,
	"chapters" integer[] NOT NULL,
	"look" text NOT NULL,
	"themes" text[] NOT NULL,
	CONSTRAINT "claim_versions_version_id_section_id_pk" PRIMARY KEY("version_id","section_id")
);
--> statement-breakpoint
CREATE TABLE "part_locks" (
	"classroom_id" uuid NOT NULL,
	"part_key" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"set_by_id" uuid NOT NULL,
	CONSTRAINT "part_locks_classroom_id_part_key_pk" PRIMARY KEY("classroom_id","part_key")
);
--> statement-breakpoint
CREATE TABLE "section_progress" (
	"classroom_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"section_id" uuid NOT NULL,
	"paragraph_id" uuid,
	"reached" integer DEFAULT 0 NOT NULL,
	"read_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "section_progress_classroom_id_user_id_section_id_pk" PRIMARY KEY("classroom_id","user_id","section_id")
);
--> statement-breakpoint
CREATE TABLE "weighings" (
	"classroom_id" uuid NOT NULL,
	"section_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"position" "claim_position" NOT NULL,
	"paragraph_id" uuid,
	"chapter" integer,
	"weighed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "weighings_classroom_id_section_id_user_id_pk" PRIMARY KEY("classroom_id","section_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "reader" text;--> statement-breakpoint
ALTER TABLE "sections" ADD COLUMN "kind" "section_kind" DEFAULT 'section' NOT NULL;--> statement-breakpoint
ALTER TABLE "claim_versions" ADD CONSTRAINT "claim_versions_version_id_guide_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."guide_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_versions" ADD CONSTRAINT "claim_versions_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "part_locks" ADD CONSTRAINT "part_locks_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "part_locks" ADD CONSTRAINT "part_locks_set_by_id_users_id_fk" FOREIGN KEY ("set_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_progress" ADD CONSTRAINT "section_progress_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_progress" ADD CONSTRAINT "section_progress_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_progress" ADD CONSTRAINT "section_progress_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_progress" ADD CONSTRAINT "section_progress_paragraph_id_paragraphs_id_fk" FOREIGN KEY ("paragraph_id") REFERENCES "public"."paragraphs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weighings" ADD CONSTRAINT "weighings_classroom_id_classrooms_id_fk" FOREIGN KEY ("classroom_id") REFERENCES "public"."classrooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weighings" ADD CONSTRAINT "weighings_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weighings" ADD CONSTRAINT "weighings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weighings" ADD CONSTRAINT "weighings_paragraph_id_paragraphs_id_fk" FOREIGN KEY ("paragraph_id") REFERENCES "public"."paragraphs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "section_progress_latest_idx" ON "section_progress" USING btree ("classroom_id","user_id","updated_at");