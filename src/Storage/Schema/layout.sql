-- name: keep
insert into layout (name, number) values (@name, @number) on conflict (name) do nothing

-- name: read
select number from layout where name = @name
