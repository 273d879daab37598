-- An obligation belongs to the agency that raised it, and who told of a payment decides whether it counts.

alter table obligation add column raiser text;
update obligation o set raiser = substr(m.source, length('/agencies/') + 1)
from message m where m.exchange_id = o.raised_by;
alter table obligation alter column raiser set not null;

alter table obligation_entry add column teller text;
alter table obligation_entry disable trigger append_only;
update obligation_entry e set teller = substr(m.source, length('/agencies/') + 1)
from message m where m.exchange_id = e.exchange_id;
alter table obligation_entry enable trigger append_only;
alter table obligation_entry alter column teller set not null;
