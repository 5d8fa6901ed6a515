-- What Orleans' ADO.NET providers ask for: the queries by key, with their parameters and column names. Tables and queries are our own:
-- the key of a snapshot is unique (D3), and each query is one statement, atomic by itself, so that nothing depends on
-- plpgsql.check_asserts (D10).
create table OrleansQuery (
    QueryKey  varchar(64) primary key,
    QueryText text not null
);

-- Snapshots ---------------------------------------------------------------------------------------------------------------------------

create table orleans_snapshot (
    service   text        collate "C" not null,
    state     text        collate "C" not null,
    n0        bigint      not null,
    n1        bigint      not null,
    extension text        collate "C" not null,
    payload   bytea,
    at        timestamptz not null,
    version   integer     not null,
    primary key (service, state, n0, n1, extension)
);

insert into OrleansQuery (QueryKey, QueryText) values ('ReadFromStorageKey', '
select payload as PayloadBinary, version as Version
from orleans_snapshot
where service = @ServiceId and state = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
  and extension = coalesce(@GrainIdExtensionString::text, '''')
');

-- A first write has no version and finds no row; a later one finds the version that it read. Otherwise the version that came in goes
-- back, which the provider takes for a lost race.
insert into OrleansQuery (QueryKey, QueryText) values ('WriteToStorageKey', '
with updated as (
    update orleans_snapshot set payload = @PayloadBinary::bytea, at = now(), version = version + 1
    where service = @ServiceId and state = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
      and extension = coalesce(@GrainIdExtensionString::text, '''') and version = @GrainStateVersion::integer
    returning version
),
inserted as (
    insert into orleans_snapshot (service, state, n0, n1, extension, payload, at, version)
    select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString::text, ''''), @PayloadBinary::bytea, now(), 1
    where @GrainStateVersion::integer is null
    on conflict do nothing
    returning version
)
select coalesce((select version from updated), (select version from inserted), @GrainStateVersion::integer) as NewGrainStateVersion
');

insert into OrleansQuery (QueryKey, QueryText) values ('ClearStorageKey', '
with cleared as (
    update orleans_snapshot set payload = null, at = now(), version = version + 1
    where service = @ServiceId and state = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
      and extension = coalesce(@GrainIdExtensionString::text, '''') and version = @GrainStateVersion::integer
    returning version
)
select coalesce((select version from cleared), @GrainStateVersion::integer) as NewGrainStateVersion
');

insert into OrleansQuery (QueryKey, QueryText) values ('DeleteStorageKey', '
with deleted as (
    delete from orleans_snapshot
    where service = @ServiceId and state = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
      and extension = coalesce(@GrainIdExtensionString::text, '''') and version = @GrainStateVersion::integer
    returning version
)
select coalesce((select version + 1 from deleted), @GrainStateVersion::integer) as NewGrainStateVersion
');

-- Membership --------------------------------------------------------------------------------------------------------------------------
-- A change of a silo's row and the next version of the table are one statement: the version's row is the lock, and whoever finds another
-- version there changes nothing.

create table orleans_membership_version (
    deployment varchar(150) primary key,
    at         timestamptz(3) not null default now(),
    version    integer not null default 0
);

create table orleans_membership (
    deployment    varchar(150)   not null references orleans_membership_version (deployment),
    address       varchar(45)    not null,
    port          integer        not null,
    generation    integer        not null,
    silo_name     varchar(150)   not null,
    host_name     varchar(150)   not null,
    status        integer        not null,
    proxy_port    integer,
    suspect_times text,
    start_time    timestamptz(3) not null,
    alive_time    timestamptz(3) not null,
    primary key (deployment, address, port, generation)
);

insert into OrleansQuery (QueryKey, QueryText) values ('InsertMembershipVersionKey', '
with inserted as (
    insert into orleans_membership_version (deployment) values (@DeploymentId) on conflict (deployment) do nothing returning 1
)
select count(*)::integer from inserted
');

insert into OrleansQuery (QueryKey, QueryText) values ('InsertMembershipKey', '
with advanced as (
    update orleans_membership_version set version = version + 1, at = now()
    where deployment = @DeploymentId and version = @Version
      and not exists (
          select 1 from orleans_membership
          where deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning 1
),
inserted as (
    insert into orleans_membership (deployment, address, port, generation, silo_name, host_name, status, proxy_port, start_time, alive_time)
    select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    from advanced
    returning 1
)
select count(*)::integer from inserted
');

insert into OrleansQuery (QueryKey, QueryText) values ('UpdateMembershipKey', '
with advanced as (
    update orleans_membership_version set version = version + 1, at = now()
    where deployment = @DeploymentId and version = @Version
      and exists (
          select 1 from orleans_membership
          where deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning 1
),
updated as (
    update orleans_membership set status = @Status, suspect_times = @SuspectTimes, alive_time = @IAmAliveTime
    where deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation
      and exists (select 1 from advanced)
    returning 1
)
select count(*)::integer from updated
');

insert into OrleansQuery (QueryKey, QueryText) values ('UpdateIAmAlivetimeKey', '
update orleans_membership set alive_time = @IAmAliveTime
where deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation
');

insert into OrleansQuery (QueryKey, QueryText) values ('MembershipReadRowKey', '
select v.deployment as DeploymentId, m.address as Address, m.port as Port, m.generation as Generation, m.silo_name as SiloName,
       m.host_name as HostName, m.status as Status, m.proxy_port as ProxyPort, m.suspect_times as SuspectTimes, m.start_time as StartTime,
       m.alive_time as IAmAliveTime, v.version as Version
from orleans_membership_version v
left join orleans_membership m
    on m.deployment = v.deployment and m.address = @Address and m.port = @Port and m.generation = @Generation
where v.deployment = @DeploymentId
');

insert into OrleansQuery (QueryKey, QueryText) values ('MembershipReadAllKey', '
select v.deployment as DeploymentId, m.address as Address, m.port as Port, m.generation as Generation, m.silo_name as SiloName,
       m.host_name as HostName, m.status as Status, m.proxy_port as ProxyPort, m.suspect_times as SuspectTimes, m.start_time as StartTime,
       m.alive_time as IAmAliveTime, v.version as Version
from orleans_membership_version v
left join orleans_membership m on m.deployment = v.deployment
where v.deployment = @DeploymentId
');

insert into OrleansQuery (QueryKey, QueryText) values ('DeleteMembershipTableEntriesKey', '
delete from orleans_membership where deployment = @DeploymentId;
delete from orleans_membership_version where deployment = @DeploymentId
');

insert into OrleansQuery (QueryKey, QueryText) values ('GatewaysQueryKey', '
select address as Address, proxy_port as ProxyPort, generation as Generation
from orleans_membership
where deployment = @DeploymentId and status = @Status and proxy_port > 0
');

-- 3: active. What is not, and has not been heard of for long, goes.
insert into OrleansQuery (QueryKey, QueryText) values ('CleanupDefunctSiloEntriesKey', '
delete from orleans_membership where deployment = @DeploymentId and alive_time < @IAmAliveTime and status <> 3
');

-- Reminders ---------------------------------------------------------------------------------------------------------------------------

create table orleans_reminder (
    service    varchar(150)   not null,
    grain      varchar(150)   not null,
    name       varchar(150)   not null,
    start_time timestamptz(3) not null,
    period     bigint         not null,
    grain_hash integer        not null,
    version    integer        not null,
    primary key (service, grain, name)
);

create index orleans_reminder_hash on orleans_reminder (service, grain_hash);

insert into OrleansQuery (QueryKey, QueryText) values ('UpsertReminderRowKey', '
insert into orleans_reminder (service, grain, name, start_time, period, grain_hash, version)
values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
on conflict (service, grain, name) do update
set start_time = excluded.start_time, period = excluded.period, grain_hash = excluded.grain_hash, version = orleans_reminder.version + 1
returning version as Version
');

insert into OrleansQuery (QueryKey, QueryText) values ('ReadReminderRowsKey', '
select grain as GrainId, name as ReminderName, start_time as StartTime, period as Period, version as Version
from orleans_reminder where service = @ServiceId and grain = @GrainId
');

insert into OrleansQuery (QueryKey, QueryText) values ('ReadReminderRowKey', '
select grain as GrainId, name as ReminderName, start_time as StartTime, period as Period, version as Version
from orleans_reminder where service = @ServiceId and grain = @GrainId and name = @ReminderName
');

insert into OrleansQuery (QueryKey, QueryText) values ('ReadRangeRows1Key', '
select grain as GrainId, name as ReminderName, start_time as StartTime, period as Period, version as Version
from orleans_reminder where service = @ServiceId and grain_hash > @BeginHash and grain_hash <= @EndHash
');

-- A range that goes round the end of the ring.
insert into OrleansQuery (QueryKey, QueryText) values ('ReadRangeRows2Key', '
select grain as GrainId, name as ReminderName, start_time as StartTime, period as Period, version as Version
from orleans_reminder where service = @ServiceId and (grain_hash > @BeginHash or grain_hash <= @EndHash)
');

insert into OrleansQuery (QueryKey, QueryText) values ('DeleteReminderRowKey', '
with deleted as (
    delete from orleans_reminder where service = @ServiceId and grain = @GrainId and name = @ReminderName and version = @Version returning 1
)
select count(*)::integer from deleted
');

insert into OrleansQuery (QueryKey, QueryText) values ('DeleteReminderRowsKey', '
delete from orleans_reminder where service = @ServiceId
');
