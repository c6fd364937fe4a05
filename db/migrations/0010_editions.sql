-- A class moves to another version of its guide: what nobody but its owner may read moves along, and nothing of it is
-- told. SECURITY DEFINER, because a teacher sees neither private comments nor how far somebody has read.
create function app.follow_edition(classroom uuid, earlier uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp
  as $$
  declare later uuid;
  begin
    if not (classroom = any (app.my_taught_classrooms())) then
      raise insufficient_privilege;
    end if;
    select c.guide_version_id into later from classrooms c where c.id = classroom;
    -- A thread stands where its passage begins.
    update comments c set paragraph_id = a.paragraph_id from annotations a
    where a.classroom_id = classroom and a.lost_at is null and a.paragraph_id is not null
      and c.id = a.comment_id and c.paragraph_id is distinct from a.paragraph_id;
    update comments c set paragraph_id = r.paragraph_id from comments r join annotations a on a.comment_id = r.id
    where a.classroom_id = classroom and c.root_id = r.id and c.paragraph_id is distinct from r.paragraph_id;
    -- Who stopped at a paragraph that is gone stopped at the one before it that is still there.
    update section_progress p set
      paragraph_id = coalesce(
        (select n.paragraph_id from paragraph_versions o
         join paragraph_versions n on n.version_id = later and n.section_id = o.section_id and n.paragraph_id = o.paragraph_id
         where o.version_id = earlier and o.section_id = p.section_id and o.position <= (
           select s.position from paragraph_versions s
           where s.version_id = earlier and s.section_id = p.section_id and s.paragraph_id = p.paragraph_id)
         order by o.position desc limit 1),
        case when exists (select 1 from paragraph_versions n where n.version_id = later and n.section_id = p.section_id
          and n.paragraph_id = p.paragraph_id) then p.paragraph_id end),
      reached = coalesce(
        (select max(n.position) from paragraph_versions o
         join paragraph_versions n on n.version_id = later and n.section_id = o.section_id and n.paragraph_id = o.paragraph_id
         where o.version_id = earlier and o.section_id = p.section_id and o.position <= p.reached), 0)
    where p.classroom_id = classroom and exists (
        select 1 from paragraph_versions n where n.version_id = later and n.section_id = p.section_id)
      and exists (select 1 from (
        select o.position, o.paragraph_id from paragraph_versions o where o.version_id = earlier and o.section_id = p.section_id
        except
        select n.position, n.paragraph_id from paragraph_versions n where n.version_id = later and n.section_id = p.section_id) moved);
  end
  $$;
