//! The client of Oneflow's API: no redirects, no retries, one connection pool for each tenant.
