-- Roles of least privilege and the database. Run once as a superuser, the passwords in the environment, where no list of processes shows them:
--   SKILLER_PASSWORD=… SKILLER_APP_PASSWORD=… SKILLER_BACKUP_PASSWORD=… SKILLER_MONITOR_PASSWORD=… psql -v ON_ERROR_STOP=1 -f roles.sql
-- Then `skiller migrate` with the owner's connection makes the schema and gives each role its rights on it (src/Storage/Schema/grants.sql); it does so again after
-- every upgrade. A second login for a change of passwords without a pause: create role skiller_app_2 login password '…' in role skiller_app;
\getenv owner_password SKILLER_PASSWORD
\getenv app_password SKILLER_APP_PASSWORD
\getenv backup_password SKILLER_BACKUP_PASSWORD
\getenv monitor_password SKILLER_MONITOR_PASSWORD

-- Owns the schema: `skiller migrate`, `skiller restore`, and nobody else.
create role skiller login password :'owner_password';
-- What nodes connect as: reads and writes rows, alters no table, and of the log changes nothing that is written (but what is redacted).
create role skiller_app login password :'app_password';
-- `skiller backup`: reads everything, and writes down that it did, nothing else.
create role skiller_backup login password :'backup_password';
-- Counts, states and the server's own statistics; nothing that anybody wrote.
create role skiller_monitor login password :'monitor_password' in role pg_monitor;

create database skiller owner skiller encoding 'UTF8' template template0;
revoke connect, temporary on database skiller from public;
grant connect on database skiller to skiller_app, skiller_backup, skiller_monitor;

alter role skiller_app set statement_timeout = '60s';
alter role skiller_app set idle_in_transaction_session_timeout = '60s';
alter role skiller_monitor set default_transaction_read_only = on;
alter role skiller_monitor set statement_timeout = '10s';
