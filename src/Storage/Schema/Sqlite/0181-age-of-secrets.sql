-- When a secret was made, in microseconds since 1970; of those that are older than this script, at the latest. A column that is added
-- cannot begin with the present time.
alter table secret add column made_at integer not null default 0;
update secret set made_at = cast(unixepoch('subsec') * 1000000 as integer);
