-- Facts that an operator lets a consumer pass over. Times are microseconds since 1970.
create table if not exists dropped_letter (
    target   text not null,
    position bigint not null,
    reason   text not null,
    at       bigint not null,
    primary key (target, position)
);
