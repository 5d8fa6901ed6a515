-- Numbers of an imported site and ours; kept for ever, so that an import can be resumed and repeated.
create table import_map (
    site text not null,
    kind text not null,
    foreign_id integer not null,
    id integer not null,
    primary key (site, kind, foreign_id)
);
