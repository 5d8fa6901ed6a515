-- A row while a database that was restored from a backup is held back: nothing leaves it by mail or webhook. Times are microseconds since 1970,
-- 0 for none.
create table if not exists seal (
    position bigint primary key,
    restored_at bigint not null,
    verified_at bigint not null
);
