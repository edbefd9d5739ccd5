-- What Oneflow's webhooks have delivered, and what goes to the partner. No personal data: ids, words and times.
-- `tenant` is empty where a delivery does not name the customer.
CREATE TABLE deliveries (
    id {serial},
    tenant TEXT NOT NULL,
    callback_id TEXT NOT NULL,
    contract BIGINT NOT NULL,
    events TEXT NOT NULL,
    state TEXT NOT NULL,
    looks BIGINT NOT NULL,
    look_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    UNIQUE (tenant, callback_id)
);
CREATE INDEX deliveries_due ON deliveries (state, look_at);
CREATE INDEX deliveries_by_time ON deliveries (received_at);

CREATE TABLE forwards (
    id {serial},
    message_id TEXT NOT NULL UNIQUE,
    tenant TEXT NOT NULL,
    contract BIGINT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    tries BIGINT NOT NULL,
    send_at BIGINT NOT NULL,
    result TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX forwards_due ON forwards (state, send_at);
CREATE INDEX forwards_of_tenant ON forwards (tenant, state);
CREATE INDEX forwards_by_end ON forwards (ended_at);

CREATE INDEX ties_of_contract ON ties (contract);
