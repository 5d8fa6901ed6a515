-- What a writer sent in an epoch before this one is not appended any more, however late it arrives. At: microseconds since 1970.
create table if not exists append_fence (
    writer text   primary key,
    epoch  bigint not null,
    at     bigint not null
);
