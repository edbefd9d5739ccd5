-- What Oneflow says has happened with contracts, for a week: it tells pages to read again.
CREATE TABLE events (
    id {serial},
    tenant TEXT NOT NULL,
    contract BIGINT NOT NULL,
    type TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX events_of_tenant ON events (tenant, id);
CREATE INDEX events_by_time ON events (at);
