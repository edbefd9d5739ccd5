//! The database: sessions, the ledger, ties, tenants and the audit trail.
