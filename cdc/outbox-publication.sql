-- What the connector needs in Keycloak's database, run once by a superuser, or by the owner of the tables with the
-- attributes CREATEROLE and REPLICATION. PostgreSQL 17 or newer, wal_level = logical.

CREATE ROLE shop_cdc WITH LOGIN REPLICATION PASSWORD 'change-me';
GRANT USAGE ON SCHEMA public TO shop_cdc;
GRANT SELECT ON public.shop_outbox TO shop_cdc;

-- Inserts only: the removal of old rows is not worth a line to anybody.
CREATE PUBLICATION shop_outbox FOR TABLE public.shop_outbox WITH (publish = 'insert');

-- From here on PostgreSQL keeps its log until the connector has read it, so the connector must follow soon.
-- A standby that is synchronised (sync_replication_slots) takes the slot along when it is promoted.
SELECT pg_create_logical_replication_slot('shop_outbox', 'pgoutput', failover => true);
