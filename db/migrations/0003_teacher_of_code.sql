-- Whoever holds a class's code learns the name its teacher goes by there, and of the members nothing else.
-- SECURITY DEFINER, because the holder is no member yet and the fence shows no members to others.
create function app.teacher_of_code(classroom uuid) returns text language sql stable security definer set search_path = public, pg_temp
  as $$ select m.name from public.classrooms c join public.classroom_members m on m.classroom_id = c.id and m.user_id = c.owner_id
        where c.id = classroom and c.join_code_hmac = app.join_code_hmac() $$;
