//! Fair shares of a tenant's request limit.
