-- The number first: a plan that was made while the table was small read all the rows of a site for each of them.
alter table import_map drop constraint import_map_pkey;
alter table import_map add primary key (foreign_id, site, kind);
