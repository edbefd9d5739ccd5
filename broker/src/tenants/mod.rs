//! The tenants and their encrypted tokens.
