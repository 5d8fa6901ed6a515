-- Of the few facts that are traced the span that caused them (W3C traceparent), for a day. Written with the fact, and no part of the log.
create table if not exists activity_trace (
    position bigint primary key,
    traceparent text not null,
    made_at bigint not null
);
