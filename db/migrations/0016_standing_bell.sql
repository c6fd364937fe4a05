-- Rings for those behind the gate of a discussion: the one number they may see has moved. SECURITY DEFINER, because a
-- student sees no other seat. The bell says for whom it is and in which class, and nothing of what happened.
create function app.ring_waiting(discussion uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  begin
    perform pg_notify('standing', d.classroom_id || ' ' || m.user_id)
    from discussions d join prompts p on p.assignment_id = d.assignment_id and p.has_gate and p.published_at is not null
    join classroom_members m on m.classroom_id = d.classroom_id and m.role = 'student' and m.removed_at is null
    left join seats s on s.assignment_id = d.assignment_id and s.user_id = m.user_id
    where d.id = discussion and d.classroom_id = any (app.my_classrooms()) and m.user_id <> app.user_id()
      and s.opened_at is null and (s.discussion_id = d.id or (s.user_id is null and p.is_for_all));
  end
  $$;
