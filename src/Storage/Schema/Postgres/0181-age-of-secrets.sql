-- When a secret was made, in microseconds since 1970; of those that are older than this script, at the latest.
alter table secret add column if not exists made_at bigint not null default 0;
update secret set made_at = (extract(epoch from now()) * 1000000)::bigint where made_at = 0;
