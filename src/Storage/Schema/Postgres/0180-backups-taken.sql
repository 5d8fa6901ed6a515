-- When a backup ended that skiller made, so that nodes can tell how old the last one is. Times are microseconds since 1970.
create table if not exists backup_taken (
    ended_at bigint primary key,
    position bigint not null,
    bytes bigint not null
);
