-- A row while an operator keeps the log closed: nothing is appended to it. Times are microseconds since 1970.
create table if not exists read_only_mode (
    id     integer primary key check (id = 1),
    since  integer not null,
    reason text    not null
);
