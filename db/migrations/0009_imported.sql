ALTER TABLE "comments" ADD COLUMN "imported_from" jsonb;--> statement-breakpoint
ALTER TABLE "annotations" DROP COLUMN "imported_from";