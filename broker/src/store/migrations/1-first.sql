-- Times are milliseconds since 1970, in UTC. Everything that says who somebody is or what they wrote is sealed with the
-- tenant's data key; `user_id` is a keyed hash of tenant and email.
CREATE TABLE tenants (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    master_key TEXT NOT NULL,
    data_key TEXT NOT NULL,
    token TEXT,
    account_id BIGINT,
    account_name TEXT,
    token_state TEXT NOT NULL,
    extension_state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    checked_at BIGINT
);

CREATE TABLE people (
    tenant TEXT NOT NULL,
    user_id TEXT NOT NULL,
    email TEXT NOT NULL,
    PRIMARY KEY (tenant, user_id)
);

CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    tenant TEXT NOT NULL,
    user_id TEXT NOT NULL,
    record TEXT,
    rights TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (tenant, user_id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE attempts (
    tenant TEXT NOT NULL,
    user_id TEXT NOT NULL,
    attempt_key TEXT NOT NULL,
    owner TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    action TEXT NOT NULL,
    record TEXT,
    expected TEXT NOT NULL,
    state TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    deadline BIGINT NOT NULL,
    status BIGINT,
    answer TEXT,
    request_id TEXT,
    contract BIGINT,
    candidates TEXT NOT NULL,
    looks BIGINT NOT NULL,
    look_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, user_id, attempt_key)
);
CREATE INDEX attempts_open ON attempts (state, look_at);
CREATE INDEX attempts_by_key ON attempts (attempt_key);
CREATE INDEX attempts_of_tenant ON attempts (tenant, state);

CREATE TABLE ties (
    tenant TEXT NOT NULL,
    contract BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    record TEXT,
    attempt_key TEXT,
    tied_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, contract)
);
CREATE INDEX ties_of_record ON ties (tenant, record);

CREATE TABLE audit (
    id {serial},
    at BIGINT NOT NULL,
    tenant TEXT NOT NULL,
    user_id TEXT,
    action TEXT NOT NULL,
    contract BIGINT,
    attempt_key TEXT,
    request_id TEXT,
    result TEXT NOT NULL
);
CREATE INDEX audit_of_tenant ON audit (tenant, id);
{append_only}

CREATE TABLE setup_codes (
    code_hash TEXT NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
