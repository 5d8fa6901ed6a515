-- name: read-secret
select value from secret where purpose = @purpose

-- name: keep-secret
insert into secret (purpose, value, made_at) values (@purpose, @value, @now) on conflict (purpose) do nothing

-- name: secrets
select purpose, value from secret order by purpose

-- name: reseal-secret
update secret set value = @value where purpose = @id and value = @before

-- name: form-keys
select id, made_at, value from form_key order by made_at, id

-- name: add-form-key
insert into form_key (id, made_at, value)
select @id, @now, @value where not exists (select 1 from form_key where made_at > @since)
on conflict (id) do nothing

-- name: forget-form-keys
-- The newest stays whatever its age.
delete from form_key where made_at < @before and made_at < (select max(made_at) from form_key)

-- name: reseal-form-key
update form_key set value = @value where id = @id and value = @before
