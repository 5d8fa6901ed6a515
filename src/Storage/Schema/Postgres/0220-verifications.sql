-- When verify came to its end, and how many differences it found. Times are microseconds since 1970.
create table if not exists verification (
    ended_at bigint primary key,
    position bigint not null,
    differences bigint not null
);
