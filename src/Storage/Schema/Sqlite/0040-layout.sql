-- Numbers by which rows are divided: partitions of targets, shards of lists. Written by the first start, compared by all others.
create table layout (
    name   text    primary key,
    number integer not null
);
