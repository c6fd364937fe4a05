alter table prompts enable row level security;
--> statement-breakpoint
create policy prompts_read on prompts for select using (
  classroom_id = any ((select app.my_taught_classrooms())::uuid[])
  or (published_at is not null and classroom_id = any ((select app.my_classrooms())::uuid[])));
--> statement-breakpoint
create policy prompts_change on prompts for all using (classroom_id = any ((select app.my_taught_classrooms())::uuid[]));
--> statement-breakpoint
alter table discussions enable row level security;
--> statement-breakpoint
create policy discussions_read on discussions for select using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy discussions_change on discussions for all using (classroom_id = any ((select app.my_taught_classrooms())::uuid[]));
--> statement-breakpoint
-- Who goes by which name is told to nobody but that person and the teachers, whatever a query forgets.
alter table seats enable row level security;
--> statement-breakpoint
create policy seats_own on seats using (
  classroom_id = any ((select app.my_taught_classrooms())::uuid[])
  or (user_id = (select app.user_id()) and classroom_id = any ((select app.my_classrooms())::uuid[])));
--> statement-breakpoint
alter table answers enable row level security;
--> statement-breakpoint
create policy answers_all on answers using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
-- Nobody hands in for another.
create policy answers_author on answers as restrictive for insert with check (author_id = (select app.user_id()));
--> statement-breakpoint
-- What is not handed in is its writer's alone: no teacher's query reads it.
alter table answer_drafts enable row level security;
--> statement-breakpoint
create policy answer_drafts_own on answer_drafts using (
  user_id = (select app.user_id()) and classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
alter table citations enable row level security;
--> statement-breakpoint
create policy citations_all on citations using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
alter table stances enable row level security;
--> statement-breakpoint
create policy stances_all on stances using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy stances_author on stances as restrictive for insert with check (user_id = (select app.user_id()));
--> statement-breakpoint
create policy stances_change on stances as restrictive for update using (user_id = (select app.user_id()));
--> statement-breakpoint
alter table feedback enable row level security;
--> statement-breakpoint
create policy feedback_own on feedback using (
  classroom_id = any ((select app.my_taught_classrooms())::uuid[])
  or (user_id = (select app.user_id()) and classroom_id = any ((select app.my_classrooms())::uuid[])));
--> statement-breakpoint
-- The place that a prompt's answers stand on has the prompt's id. SECURITY DEFINER, because nobody adds to a guide but
-- who publishes it.
create function app.give_prompt_place(assignment uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  begin
    insert into sections (id, guide_id, path, kind)
    select a.id, v.guide_id, 'prompts/' || a.id, 'prompt'
    from assignments a join classrooms c on c.id = a.classroom_id join guide_versions v on v.id = c.guide_version_id
    where a.id = assignment and a.kind = 'question' and a.classroom_id = any (app.my_taught_classrooms())
    on conflict (id) do nothing;
    if not exists (select 1 from sections s join assignments a on a.id = s.id
      where s.id = assignment and a.classroom_id = any (app.my_taught_classrooms())) then
      raise insufficient_privilege;
    end if;
  end
  $$;
--> statement-breakpoint
-- Seats somebody in a discussion under a name that nobody has there. SECURITY DEFINER, because a student who is seated
-- sees no other seat, neither how many are taken nor under which names.
create function app.take_seat(assignment uuid, person uuid, discussion uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  declare room uuid; chosen uuid;
  begin
    select p.classroom_id into room from prompts p where p.assignment_id = assignment;
    if room is null or not (room = any (app.my_taught_classrooms())
      or (person = app.user_id() and room = any (app.my_classrooms()))) then
      raise insufficient_privilege;
    end if;
    -- Two who come at once are seated one after the other, so that discussions stay balanced and names free.
    perform pg_advisory_xact_lock(hashtextextended('seats ' || assignment::text, 0));
    select d.id into chosen from discussions d
      left join lateral (select count(*) as taken from seats s where s.discussion_id = d.id) t on true
      where d.assignment_id = assignment and (discussion is null or d.id = discussion)
      order by t.taken, d.position limit 1;
    if chosen is null then
      return;
    end if;
    insert into seats (assignment_id, user_id, classroom_id, discussion_id, alias)
    select assignment, person, room, chosen, n.name from (
      select case when round.n = 1 then w.name else w.name || ' ' || round.n end as name, round.n
      from generate_series(1, 20) as round(n)
      cross join unnest(array['Alder','Ash','Aspen','Avocet','Beech','Birch','Bittern','Brambling','Bunting','Cedar','Chaffinch',
        'Cherry','Chough','Corncrake','Cormorant','Crane','Curlew','Cypress','Dipper','Dunlin','Egret','Elder','Elm','Fieldfare',
        'Fir','Fulmar','Gannet','Goldcrest','Goldfinch','Grebe','Greenshank','Guillemot','Hawthorn','Hazel','Heron','Hobby','Holly',
        'Hornbeam','Jackdaw','Juniper','Kestrel','Kingfisher','Kittiwake','Knot','Lapwing','Larch','Lark','Lime','Linnet','Magpie',
        'Maple','Martin','Merlin','Moorhen','Nightjar','Nuthatch','Oak','Osprey','Ouzel','Pine','Pipit','Plover','Poplar','Puffin',
        'Quail','Redpoll','Redshank','Redstart','Robin','Rowan','Ruff','Sanderling','Siskin','Skylark','Snipe','Starling','Stint',
        'Swallow','Swift','Teal','Tern','Thrush','Turnstone','Twite','Wagtail','Walnut','Warbler','Wheatear','Whimbrel','Whinchat',
        'Willow','Wren','Yew']) as w(name)) n
    where not exists (select 1 from seats s where s.assignment_id = assignment and s.alias = n.name)
    order by n.n, random() limit 1
    on conflict (assignment_id, user_id) do nothing;
  end
  $$;
