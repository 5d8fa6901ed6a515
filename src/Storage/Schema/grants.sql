-- What each of the roles of deploy/postgres/roles.sql may do, as far as it exists; run by the owner after every migration, so that it holds for new tables too.
-- name: grant
do $$
declare
    -- What a rebuild throws away whole.
    derived constant text[] := array[
        'ledger_skill', 'ledger', 'standing', 'list_mark', 'question_skill', 'question_row', 'answer_row', 'member_row', 'skill_row', 'skill_pair',
        'search_mark', 'search_text', 'search_posting', 'search_word', 'search_name', 'inbox_mark', 'inbox_follower', 'inbox_block', 'inbox_author',
        'inbox_named', 'notification', 'feed_mark', 'follower', 'follower_count', 'feed_act', 'feed_card', 'pulse_mark', 'pulse_day', 'pulse_question',
        'pulse_answer'];
    -- What is written once and never changed.
    permanent constant text[] := array['activity', 'activity_target', 'layout', 'secret', 'audit_entry'];
    -- What migrations alone write.
    fixed constant text[] := array['schemaversions', 'orleansquery'];
    name text;
begin
    -- What somebody wrote can be taken out of the log and nothing else of it changed: the one act on it besides appending.
    create or replace function redact_activity(positions bigint[]) returns bigint
        language sql security definer set search_path = public, pg_temp
        as 'with redacted as (update activity set personal = null where position = any(positions) and personal is not null returning 1) select count(*) from redacted';
    revoke all on function redact_activity(bigint[]) from public;

    if exists (select from pg_roles where rolname = 'skiller_app') then
        grant usage on schema public to skiller_app;
        grant usage, select on all sequences in schema public to skiller_app;
        grant execute on function redact_activity(bigint[]) to skiller_app;
        revoke all on all tables in schema public from skiller_app;
        grant select, insert, update, delete on all tables in schema public to skiller_app;
        foreach name in array derived loop
            execute format('grant truncate on %I to skiller_app', name);
        end loop;
        foreach name in array permanent loop
            execute format('revoke update, delete on %I from skiller_app', name);
        end loop;
        foreach name in array fixed loop
            execute format('revoke insert, update, delete on %I from skiller_app', name);
        end loop;
    end if;

    if exists (select from pg_roles where rolname = 'skiller_backup') then
        grant usage on schema public to skiller_backup;
        grant select on all tables in schema public to skiller_backup;
        -- Where it takes note that a backup ended.
        grant insert, delete on backup_taken to skiller_backup;
        grant select on all sequences in schema public to skiller_backup;
    end if;

    -- Counts and states, and nothing that anybody wrote.
    if exists (select from pg_roles where rolname = 'skiller_monitor') then
        grant usage on schema public to skiller_monitor;
        grant select on schemaversions, checkpoint, activity_target, dead_letter, orleans_membership, orleans_membership_version to skiller_monitor;
        grant select (position, kind, at) on activity to skiller_monitor;
        grant select (state, attempts, due_at, settled_at) on mail_outbox to skiller_monitor;
    end if;
end
$$

-- name: owns
select pg_has_role(relowner, 'USAGE') from pg_class where oid = to_regclass('public.activity')

-- name: may-migrate
select has_schema_privilege(current_schema(), 'create')
