DROP INDEX "comments_seq_idx";--> statement-breakpoint
DROP INDEX "comments_classroom_id_seq_idx";--> statement-breakpoint
CREATE INDEX "comments_section_roots_idx" ON "comments" USING btree ("classroom_id","section_id","created_at","id") WHERE root_id is null and paragraph_id is null;--> statement-breakpoint
CREATE INDEX "comments_waiting_idx" ON "comments" USING btree ("classroom_id","seq") WHERE root_id is null and answered_at is null and deleted_at is null and hidden_at is null;--> statement-breakpoint
CREATE INDEX "comments_seq_idx" ON "comments" USING btree ("classroom_id","section_id","seq") WHERE deleted_at is null and hidden_at is null;--> statement-breakpoint
CREATE INDEX "comments_classroom_id_seq_idx" ON "comments" USING btree ("classroom_id","seq") WHERE deleted_at is null and hidden_at is null;