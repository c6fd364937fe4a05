-- Which classes are mine is asked by each policy of each table in each statement, dozens of times a page. It is looked
-- up once a transaction now, and kept in a setting of it together with whose classes they are.
create function app.find_classrooms(kept_as text, teaching boolean) returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp
  as $$
  declare
    found uuid[] := (select coalesce(array_agg(classroom_id), '{}') from classroom_members
      where user_id = app.user_id() and (not teaching or role = 'teacher') and removed_at is null);
  begin
    if app.user_id() is not null then perform set_config(kept_as, app.user_id() || ' ' || found::text, true); end if;
    return found;
  end $$;
--> statement-breakpoint
create or replace function app.my_classrooms() returns uuid[] language sql stable
  as $$ select case when starts_with(current_setting('app.my_classrooms', true), current_setting('app.user_id', true) || ' ')
    then substr(current_setting('app.my_classrooms', true), 38)::uuid[]
    else app.find_classrooms('app.my_classrooms', false) end $$;
--> statement-breakpoint
create or replace function app.my_taught_classrooms() returns uuid[] language sql stable
  as $$ select case when starts_with(current_setting('app.my_taught_classrooms', true), current_setting('app.user_id', true) || ' ')
    then substr(current_setting('app.my_taught_classrooms', true), 38)::uuid[]
    else app.find_classrooms('app.my_taught_classrooms', true) end $$;
--> statement-breakpoint
-- Who comes or goes within the transaction is looked up again.
create function app.forget_classrooms() returns trigger language plpgsql
  as $$ begin
    perform set_config('app.my_classrooms', '', true), set_config('app.my_taught_classrooms', '', true);
    return null;
  end $$;
--> statement-breakpoint
create trigger members_forget_classrooms after insert or update or delete on classroom_members
  for each statement execute function app.forget_classrooms();
