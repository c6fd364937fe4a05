-- How far somebody has read is theirs alone; locks and weighings stay in their class (what of them is shown to whom
-- is domain/policy.ts's to say).
alter table section_progress enable row level security;
--> statement-breakpoint
create policy section_progress_all on section_progress using (
  user_id = (select app.user_id()) and classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
alter table part_locks enable row level security;
--> statement-breakpoint
create policy part_locks_read on part_locks for select using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy part_locks_change on part_locks for all using (classroom_id = any ((select app.my_taught_classrooms())::uuid[]));
--> statement-breakpoint
alter table weighings enable row level security;
--> statement-breakpoint
create policy weighings_all on weighings using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
-- Nobody weighs in for another.
create policy weighings_author on weighings as restrictive for insert with check (user_id = (select app.user_id()));
--> statement-breakpoint
create policy weighings_change on weighings as restrictive for update using (user_id = (select app.user_id()));
--> statement-breakpoint
-- The sections students of a class cannot read now: those of locked parts, and claims of which every paragraph is in
-- one. SECURITY DEFINER, so that a lock holds whoever asks, and a forgotten name shows less and not more.
create function app.locked_sections(classroom uuid) returns uuid[]
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with locked as materialized (
      select v.section_id from part_locks l join classrooms c on c.id = l.classroom_id
      join section_versions v on v.version_id = c.guide_version_id and v.part_key = l.part_key
      where l.classroom_id = classroom and l.until > now())
    select case when not exists (select 1 from locked) then '{}'::uuid[] else array(
      select section_id from locked
      union all
      select k.section_id from classrooms c join claim_versions k on k.version_id = c.guide_version_id
      where c.id = classroom and not exists (
        select 1 from paragraph_versions p where p.version_id = k.version_id and p.paragraph_id = any (k.paragraph_ids)
          and p.section_id not in (select section_id from locked))) end
  $$;
