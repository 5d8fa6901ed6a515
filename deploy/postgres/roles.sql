-- Run once as a superuser, the password in the environment, where no list of processes shows it: SKILLER_PASSWORD=… psql -f roles.sql
\getenv password SKILLER_PASSWORD
-- One role owns the schema and is what nodes connect as: they migrate when they start.
create role skiller login password :'password';
create database skiller owner skiller encoding 'UTF8' template template0;
revoke connect, temporary on database skiller from public;
alter role skiller set statement_timeout = '60s';
alter role skiller set idle_in_transaction_session_timeout = '60s';
