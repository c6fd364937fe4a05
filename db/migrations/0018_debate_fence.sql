alter table debates enable row level security;
--> statement-breakpoint
create policy debates_read on debates for select using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy debates_change on debates for all using (classroom_id = any ((select app.my_taught_classrooms())::uuid[]));
--> statement-breakpoint
alter table debate_seats enable row level security;
--> statement-breakpoint
create policy debate_seats_read on debate_seats for select using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy debate_seats_take on debate_seats for insert with check (
  user_id = (select app.user_id()) and classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy debate_seats_give on debate_seats for all using (classroom_id = any ((select app.my_taught_classrooms())::uuid[]));
--> statement-breakpoint
alter table debate_claims enable row level security;
--> statement-breakpoint
create policy debate_claims_all on debate_claims using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy debate_claims_author on debate_claims as restrictive for insert with check (author_id = (select app.user_id()));
--> statement-breakpoint
alter table claim_weights enable row level security;
--> statement-breakpoint
create policy claim_weights_all on claim_weights using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy claim_weights_own on claim_weights as restrictive for insert with check (user_id = (select app.user_id()));
--> statement-breakpoint
create policy claim_weights_back on claim_weights as restrictive for delete using (user_id = (select app.user_id()));
--> statement-breakpoint
-- What was not said is its writer's alone: no teacher's query reads it.
alter table kept_moves enable row level security;
--> statement-breakpoint
create policy kept_moves_own on kept_moves using (
  user_id = (select app.user_id()) and classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
alter table debate_statements enable row level security;
--> statement-breakpoint
create policy debate_statements_all on debate_statements using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
alter table statement_versions enable row level security;
--> statement-breakpoint
create policy statement_versions_all on statement_versions using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy statement_versions_author on statement_versions as restrictive for insert with check (
  saved_by_id = (select app.user_id()));
--> statement-breakpoint
alter table statement_backs enable row level security;
--> statement-breakpoint
create policy statement_backs_all on statement_backs using (classroom_id = any ((select app.my_classrooms())::uuid[]));
--> statement-breakpoint
create policy statement_backs_own on statement_backs as restrictive for insert with check (user_id = (select app.user_id()));
--> statement-breakpoint
create policy statement_backs_change on statement_backs as restrictive for update using (user_id = (select app.user_id()));
--> statement-breakpoint
create policy statement_backs_undo on statement_backs as restrictive for delete using (user_id = (select app.user_id()));
--> statement-breakpoint
-- No policy, and no right for the runtime role: ballots are cast, counted and sealed by the functions below.
alter table ballots enable row level security;
--> statement-breakpoint
alter table ballot_secrets enable row level security;
--> statement-breakpoint
-- The place that a debate's claims stand on has the debate's id; and the secret that its ballots are keyed under.
create function app.give_debate_place(assignment uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  begin
    if not exists (select 1 from debates d where d.assignment_id = assignment
      and d.classroom_id = any (app.my_taught_classrooms())) then
      raise insufficient_privilege;
    end if;
    insert into sections (id, guide_id, path, kind)
    select d.assignment_id, v.guide_id, 'debates/' || d.assignment_id, 'debate'
    from debates d join classrooms c on c.id = d.classroom_id join guide_versions v on v.id = c.guide_version_id
    where d.assignment_id = assignment
    on conflict (id) do nothing;
    insert into ballot_secrets (assignment_id) select d.assignment_id from debates d
    where d.assignment_id = assignment and d.sealed_at is null on conflict do nothing;
  end
  $$;
--> statement-breakpoint
-- HMAC-SHA-256 (RFC 2104) of a voter under a debate's secret, both in hexadecimal. PostgreSQL has the hash and not the
-- HMAC; an extension may not be there.
create function app.ballot_key(secret text, voter uuid) returns text language plpgsql immutable
  as $$
  declare
    key bytea := decode(secret, 'hex');
    inner_pad bytea := decode(repeat('36', 64), 'hex');
    outer_pad bytea := decode(repeat('5c', 64), 'hex');
  begin
    for at in 0 .. length(key) - 1 loop
      inner_pad := set_byte(inner_pad, at, get_byte(key, at) # 54);
      outer_pad := set_byte(outer_pad, at, get_byte(key, at) # 92);
    end loop;
    return encode(sha256(outer_pad || sha256(inner_pad || convert_to(voter::text, 'UTF8'))), 'hex');
  end
  $$;
--> statement-breakpoint
-- Whether who asks is a student of the debate's class: votes are theirs.
create function app.votes_in(debate uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select 1 from debates d join classroom_members m on m.classroom_id = d.classroom_id
    where d.assignment_id = debate and m.user_id = app.user_id() and m.role = 'student' and m.removed_at is null) $$;
--> statement-breakpoint
-- Casts one's own vote, or changes it. Whether there is a vote now the caller has judged by the clock; where the ballots
-- are sealed there is no secret, and no way to a ballot.
create function app.cast_ballot(debate uuid, is_after boolean, chosen debate_choice, sure integer, moved uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  declare own text;
  begin
    if not app.votes_in(debate) then
      raise insufficient_privilege;
    end if;
    select app.ballot_key(s.secret, app.user_id()) into own from ballot_secrets s where s.assignment_id = debate for share;
    if own is null then
      return false;
    end if;
    insert into ballots as b (assignment_id, key, voter_id, before, confidence_before, after, confidence_after, moved_by)
    select debate, own, case when d.is_named then app.user_id() end, case when not is_after then chosen end,
      case when not is_after then sure end, case when is_after then chosen end, case when is_after then sure end,
      case when is_after then moved end
    from debates d where d.assignment_id = debate
    on conflict (assignment_id, key) do update set
      before = coalesce(excluded.before, b.before), confidence_before = coalesce(excluded.confidence_before, b.confidence_before),
      after = coalesce(excluded.after, b.after), confidence_after = coalesce(excluded.confidence_after, b.confidence_after),
      moved_by = case when is_after then excluded.moved_by else b.moved_by end;
    return true;
  end
  $$;
--> statement-breakpoint
-- One's own ballot, while it can be found; nobody else's is reached by it.
create function app.own_ballot(debate uuid) returns jsonb language sql stable security definer set search_path = public, pg_temp
  as $$ select jsonb_build_object('before', b.before, 'confidenceBefore', b.confidence_before, 'after', b.after,
      'confidenceAfter', b.confidence_after, 'movedBy', b.moved_by)
    from ballot_secrets s join ballots b on b.assignment_id = s.assignment_id and b.key = app.ballot_key(s.secret, app.user_id())
    where s.assignment_id = debate and app.votes_in(debate) $$;
--> statement-breakpoint
-- How many have voted, and nothing of what: for the teachers of its class.
create function app.turnout(debate uuid) returns jsonb language sql stable security definer set search_path = public, pg_temp
  as $$ select jsonb_build_object('before', count(b.before), 'after', count(b.after))
    from debates d left join ballots b on b.assignment_id = d.assignment_id
    where d.assignment_id = debate and d.classroom_id = any (app.my_taught_classrooms()) group by d.assignment_id $$;
--> statement-breakpoint
-- Seals the ballots of a debate whose last vote is over, which the caller has judged by the clock: each gets its voter's
-- side, then all are taken up and laid down anew in one transaction, under drawn keys and in a drawn order, and the secret
-- is destroyed. Twice is once.
create function app.seal_ballots(debate uuid, moment timestamptz) returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  declare hidden text;
  begin
    if not exists (select 1 from debates d where d.assignment_id = debate and d.classroom_id = any (app.my_classrooms())) then
      raise insufficient_privilege;
    end if;
    delete from ballot_secrets s where s.assignment_id = debate returning s.secret into hidden;
    if hidden is null then
      return;
    end if;
    with taken as (delete from ballots b where b.assignment_id = debate returning b.*),
    drawn as (
      select replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') as lot, t.*, (
        select s.side from debate_seats s where s.assignment_id = debate and app.ballot_key(hidden, s.user_id) = t.key) as given
      from taken t)
    insert into ballots (assignment_id, key, voter_id, side, before, after, confidence_before, confidence_after, moved_by)
    select n.assignment_id, n.lot, n.voter_id, n.given, n.before, n.after, n.confidence_before, n.confidence_after, n.moved_by
    from drawn n order by n.lot;
    update debates set sealed_at = moment where assignment_id = debate;
  end
  $$;
--> statement-breakpoint
-- The ballots of a debate once they are sealed. Before that there are none to be had.
create function app.sealed_ballots(debate uuid) returns table (voter_id uuid, side debate_side, before debate_choice,
    after debate_choice, confidence_before smallint, confidence_after smallint, moved_by uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select b.voter_id, b.side, b.before, b.after, b.confidence_before, b.confidence_after, b.moved_by
    from debates d join ballots b on b.assignment_id = d.assignment_id
    where d.assignment_id = debate and d.sealed_at is not null and d.classroom_id = any (app.my_classrooms())
    order by b.key $$;
