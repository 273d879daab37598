-- Deliveries are made under a key that is derived from source, id and destination. What an earlier version began to deliver
-- under the exchange id keeps that key: its destination may have it already.
alter table delivery add column former_key uuid;
update delivery set former_key = exchange_id where finished_at is null and (attempts > 0 or state = 'in-flight');
