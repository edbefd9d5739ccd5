//! The router and what happens to each request.
