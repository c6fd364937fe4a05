-- The fence behind the policy: whatever a query forgets, rows of a classroom reach its members only.
-- It knows tenancy and nothing else; states and deadlines stay in domain/policy.ts.
-- Every transaction names its person by `app.user_id` (db/actor.ts); without a name there are no rows.
create schema if not exists app;
--> statement-breakpoint
create function app.user_id() returns uuid language sql stable
  as $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;
--> statement-breakpoint
-- The join code is a capability: whoever holds a class's code may see its name and become a student of it.
create function app.join_code_hmac() returns text language sql stable
  as $$ select nullif(current_setting('app.join_code_hmac', true), '') $$;
--> statement-breakpoint
-- SECURITY DEFINER, because a policy of classroom_members that reads classroom_members would never end.
create function app.my_classrooms() returns uuid[] language sql stable security definer set search_path = public, pg_temp
  as $$ select coalesce(array_agg(classroom_id), '{}') from public.classroom_members
        where user_id = app.user_id() and removed_at is null $$;
--> statement-breakpoint
create function app.my_taught_classrooms() returns uuid[] language sql stable security definer set search_path = public, pg_temp
  as $$ select coalesce(array_agg(classroom_id), '{}') from public.classroom_members
        where user_id = app.user_id() and role = 'teacher' and removed_at is null $$;
--> statement-breakpoint
alter table classrooms enable row level security;
--> statement-breakpoint
create policy classrooms_read on classrooms for select using (
  id = any ((select app.my_classrooms())::uuid[]) or owner_id = (select app.user_id())
  or join_code_hmac = (select app.join_code_hmac()));
--> statement-breakpoint
create policy classrooms_create on classrooms for insert with check (owner_id = (select app.user_id()));
--> statement-breakpoint
create policy classrooms_change on classrooms for update using (id = any ((select app.my_taught_classrooms())::uuid[]));
--> statement-breakpoint
alter table classroom_members enable row level security;
--> statement-breakpoint
create policy members_read on classroom_members for select using (
  classroom_id = any ((select app.my_classrooms())::uuid[]) or user_id = (select app.user_id()));
--> statement-breakpoint
create policy members_join on classroom_members for insert with check (
  user_id = (select app.user_id()) and exists (select 1 from classrooms c where c.id = classroom_id and (
    (c.join_code_hmac = (select app.join_code_hmac()) and role = 'student') or c.owner_id = (select app.user_id()))));
--> statement-breakpoint
create policy members_change on classroom_members for update using (
  classroom_id = any ((select app.my_taught_classrooms())::uuid[])
  or (user_id = (select app.user_id()) and (classroom_id = any ((select app.my_classrooms())::uuid[])
    or exists (select 1 from classrooms c where c.id = classroom_id and c.join_code_hmac = (select app.join_code_hmac())))))
  with check (classroom_id = any ((select app.my_taught_classrooms())::uuid[])
  or (user_id = (select app.user_id()) and (role = 'student' or removed_at is not null)));
--> statement-breakpoint
alter table change_counters enable row level security;
--> statement-breakpoint
create policy change_counters_all on change_counters using (
  classroom_id = any ((select app.my_classrooms())::uuid[])
  or exists (select 1 from classrooms c where c.id = classroom_id and c.owner_id = (select app.user_id())));
--> statement-breakpoint
alter table changes enable row level security;
--> statement-breakpoint
create policy changes_all on changes using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
alter table comments enable row level security;
--> statement-breakpoint
create policy comments_all on comments using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
-- Nobody writes in another's name.
create policy comments_author on comments as restrictive for insert with check (author_id = (select app.user_id()));
--> statement-breakpoint
alter table comment_revisions enable row level security;
--> statement-breakpoint
create policy comment_revisions_all on comment_revisions using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
alter table comment_counts enable row level security;
--> statement-breakpoint
create policy comment_counts_all on comment_counts using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
alter table comment_reports enable row level security;
--> statement-breakpoint
create policy comment_reports_all on comment_reports using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
alter table section_reads enable row level security;
--> statement-breakpoint
create policy section_reads_all on section_reads using (
  user_id = (select app.user_id()) and classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
alter table thread_reads enable row level security;
--> statement-breakpoint
create policy thread_reads_all on thread_reads using (
  user_id = (select app.user_id()) and classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
-- Guesses are counted without surviving a crash, so counting costs no write-ahead log.
alter table throttles set unlogged;
