-- A case belongs to somebody from the moment it is opened: to the desk that takes them all, until it is assigned.
alter table payment_case alter column owner set default 'payment-desk';
update payment_case set owner = 'payment-desk' where owner is null;
alter table payment_case alter column owner set not null;

-- Orders are counted by gateway and state, the recent ones only: from an index alone, however many older ones there are.
drop index payment_order_state;
create index payment_order_recent on payment_order (created_at, gateway, state);
