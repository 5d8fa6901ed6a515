-- What somebody did of one kind lately, for allowances: found without reading what else they did.
drop index activity_actor;

create index activity_actor on activity (actor, kind, at) where actor is not null;
