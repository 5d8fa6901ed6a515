-- The number first, as in PostgreSQL.
create table import_map_by_number (
    site text not null,
    kind text not null,
    foreign_id integer not null,
    id integer not null,
    primary key (foreign_id, site, kind)
);
insert into import_map_by_number (site, kind, foreign_id, id) select site, kind, foreign_id, id from import_map;
drop table import_map;
alter table import_map_by_number rename to import_map;
