-- Numbers of an imported site and ours; kept for ever, so that an import can be resumed and repeated.
create table import_map (
    site text not null,
    kind text not null,
    foreign_id bigint not null,
    id bigint not null,
    primary key (site, kind, foreign_id)
);
