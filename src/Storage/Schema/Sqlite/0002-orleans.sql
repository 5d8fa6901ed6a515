-- What Orleans' ADO.NET grain storage asks for: the queries by key, with its parameters and column names. The table is our own: its key is
-- unique (D3), and a write is one statement that opens no transaction of its own, so that an error leaves nothing open (D4).
create table OrleansQuery (
    QueryKey  text primary key,
    QueryText text not null
);

create table orleans_snapshot (
    service   text    not null,
    state     text    not null,
    n0        integer not null,
    n1        integer not null,
    extension text    not null,
    payload   blob,
    at        integer not null,
    version   integer not null,
    primary key (service, state, n0, n1, extension)
) without rowid;

insert into OrleansQuery (QueryKey, QueryText) values ('ReadFromStorageKey', '
select payload as PayloadBinary, version as Version
from orleans_snapshot
where service = @ServiceId and state = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
  and extension = coalesce(@GrainIdExtensionString, '''');
');

-- A first write has no version and finds no row; a later one finds the version that it read. Otherwise the version that came in goes
-- back, which the provider takes for a lost race.
insert into OrleansQuery (QueryKey, QueryText) values ('WriteToStorageKey', '
insert into orleans_snapshot (service, state, n0, n1, extension, payload, at, version)
select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''''), @PayloadBinary, unixepoch(), 1
where @GrainStateVersion is null or exists (
    select 1 from orleans_snapshot
    where service = @ServiceId and state = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
      and extension = coalesce(@GrainIdExtensionString, '''') and version = @GrainStateVersion)
on conflict (service, state, n0, n1, extension) do update
set payload = excluded.payload, at = excluded.at, version = orleans_snapshot.version + 1
where orleans_snapshot.version = @GrainStateVersion
returning version as NewGrainStateVersion;
select @GrainStateVersion as NewGrainStateVersion where changes() = 0 and @GrainStateVersion is not null;
');

insert into OrleansQuery (QueryKey, QueryText) values ('ClearStorageKey', '
update orleans_snapshot set payload = null, at = unixepoch(), version = version + 1
where service = @ServiceId and state = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
  and extension = coalesce(@GrainIdExtensionString, '''') and version = @GrainStateVersion
returning version as NewGrainStateVersion;
select @GrainStateVersion as NewGrainStateVersion where changes() = 0 and @GrainStateVersion is not null;
');

insert into OrleansQuery (QueryKey, QueryText) values ('DeleteStorageKey', '
delete from orleans_snapshot
where service = @ServiceId and state = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
  and extension = coalesce(@GrainIdExtensionString, '''') and version = @GrainStateVersion
returning version + 1 as NewGrainStateVersion;
select @GrainStateVersion as NewGrainStateVersion where changes() = 0 and @GrainStateVersion is not null;
');
