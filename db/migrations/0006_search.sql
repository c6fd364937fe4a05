-- Search. Both extensions are trusted: an owner who is no superuser may make them.
create extension if not exists pg_trgm;
--> statement-breakpoint
create extension if not exists btree_gin;
--> statement-breakpoint
-- What a text is found by: the stems of its words, and the words as they stand, for names and for beginnings of words.
-- The names are qualified, because a restore runs with an empty search path.
create function app.search_vector(words text) returns tsvector language sql immutable parallel safe
  as $$ select pg_catalog.to_tsvector('pg_catalog.english'::regconfig, words)
        operator(pg_catalog.||) pg_catalog.to_tsvector('pg_catalog.simple'::regconfig, words) $$;
--> statement-breakpoint
-- A text as its words in lower case, one space around each: where a quoted phrase is looked for.
create function app.plain_words(words text) returns text language sql immutable parallel safe
  as $$ select ' '::text operator(pg_catalog.||) pg_catalog.lower(pg_catalog.regexp_replace(words, '[^[:alnum:]]+', ' ', 'g')) operator(pg_catalog.||) ' '::text $$;
--> statement-breakpoint
ALTER TABLE "claim_versions" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (app.search_vector(statement || ' ' || other || ' ' || look)) STORED;--> statement-breakpoint
ALTER TABLE "paragraph_versions" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (app.search_vector(text)) STORED;--> statement-breakpoint
ALTER TABLE "question_versions" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (app.search_vector(question || ' ' || motion || ' ' || side_for || ' ' || side_against || ' ' || coalesce(side_third, '') || ' ' || follow_up)) STORED;--> statement-breakpoint
ALTER TABLE "section_versions" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (app.search_vector(title)) STORED;--> statement-breakpoint
CREATE INDEX "comments_search_idx" ON "comments" USING gin ("classroom_id",app.search_vector(text)) WITH (gin_pending_list_limit=128) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "claim_versions_search_idx" ON "claim_versions" USING gin ("version_id","search");--> statement-breakpoint
CREATE INDEX "paragraph_versions_search_idx" ON "paragraph_versions" USING gin ("version_id","search");--> statement-breakpoint
CREATE INDEX "question_versions_search_idx" ON "question_versions" USING gin ("version_id","search");--> statement-breakpoint
CREATE INDEX "section_versions_search_idx" ON "section_versions" USING gin ("version_id","search");--> statement-breakpoint
-- Planning goes by what is asked and never by what is written: no statistics of words, which would take a parse of
-- thousands of comments at each analyze.
alter index comments_search_idx alter column 2 set statistics 0;
--> statement-breakpoint
-- Behind row-level security an operator that is not leakproof is no index condition, and `@@` is not. The view is the
-- fence for search: it reads as its owner, and shows a person the comments of their classes and no others. It knows
-- tenancy and that what is removed has no words; who may read what is left to the query that reads it.
create view app.searchable_comments as
  select id, classroom_id, section_id, root_id, author_id, created_at, deleted_at, hidden_at, reply_count, text,
    app.search_vector(text) as search
  from comments
  where deleted_at is null and classroom_id = any ((select app.my_classrooms())::uuid[]);
