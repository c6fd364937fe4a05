-- What is private is its writer's alone: no teacher's query reads it, whatever the query forgets.
create policy comments_private on comments as restrictive for select using (
  audience <> 'private' or author_id = (select app.user_id()));
--> statement-breakpoint
drop view app.searchable_comments;
--> statement-breakpoint
create view app.searchable_comments as
  select id, classroom_id, section_id, root_id, author_id, created_at, deleted_at, hidden_at, reply_count, text,
    audience, audience_group_id, audience_owner_id, app.search_vector(text) as search
  from comments
  where deleted_at is null and classroom_id = any ((select app.my_classrooms())::uuid[])
    and (audience <> 'private' or author_id = (select app.user_id()));
--> statement-breakpoint
alter table themes enable row level security;
--> statement-breakpoint
create policy themes_read on themes for select using (
  classroom_id = any ((select app.my_classrooms())::uuid[])
  or exists (select 1 from classrooms c where c.id = classroom_id and c.owner_id = (select app.user_id())));
--> statement-breakpoint
create policy themes_make on themes for insert with check (
  exists (select 1 from classrooms c where c.id = classroom_id and c.owner_id = (select app.user_id()))
  or classroom_id = any ((select app.my_taught_classrooms())::uuid[]));
--> statement-breakpoint
create policy themes_change on themes for update using (classroom_id = any ((select app.my_taught_classrooms())::uuid[]));
--> statement-breakpoint
alter table groups enable row level security;
--> statement-breakpoint
create policy groups_read on groups for select using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy groups_change on groups for all using (classroom_id = any ((select app.my_taught_classrooms())::uuid[]));
--> statement-breakpoint
alter table group_members enable row level security;
--> statement-breakpoint
create policy group_members_read on group_members for select using (
  classroom_id = any ((select app.my_classrooms())::uuid[]) or user_id = (select app.user_id()));
--> statement-breakpoint
create policy group_members_change on group_members for all using (classroom_id = any ((select app.my_taught_classrooms())::uuid[]));
--> statement-breakpoint
-- The text a private note stands on is known to the class's queries, so that a new version can be published under it;
-- its words are not.
alter table annotations enable row level security;
--> statement-breakpoint
create policy annotations_all on annotations using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
alter table annotation_themes enable row level security;
--> statement-breakpoint
create policy annotation_themes_all on annotation_themes using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
alter table reactions enable row level security;
--> statement-breakpoint
create policy reactions_all on reactions using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
-- Nobody reacts for another, nor takes another's back.
create policy reactions_author on reactions as restrictive for insert with check (user_id = (select app.user_id()));
--> statement-breakpoint
create policy reactions_back on reactions as restrictive for delete using (user_id = (select app.user_id()));
--> statement-breakpoint
alter table assignments enable row level security;
--> statement-breakpoint
create policy assignments_read on assignments for select using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy assignments_change on assignments for all using (classroom_id = any ((select app.my_taught_classrooms())::uuid[]));
--> statement-breakpoint
alter table reading_assignments enable row level security;
--> statement-breakpoint
create policy reading_assignments_read on reading_assignments for select using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy reading_assignments_change on reading_assignments for all using (classroom_id = any ((select app.my_taught_classrooms())::uuid[]));
--> statement-breakpoint
-- A class begins with its guide's themes. A letter stands for a theme where its ink cannot.
create function app.give_themes(classroom uuid) returns void language sql set search_path = public, pg_temp
  as $$
    insert into themes (classroom_id, key, name, ink, letter, definition, position)
    select c.id, t.key, t.name, t.ink, upper(left(t.name, 1)), t.definition, t.position
    from classrooms c join guide_themes t on t.version_id = c.guide_version_id where c.id = classroom
    on conflict do nothing
  $$;
--> statement-breakpoint
select app.give_themes(id) from classrooms;
