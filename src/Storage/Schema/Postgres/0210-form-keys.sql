-- The keys under which forms are proved, which all fronts share; made_at: microseconds since 1970. Values may be sealed (src/Storage/Keys).
create table form_key (
    id text collate "C" primary key,
    made_at bigint not null,
    value bytea not null
);
