//! What outlives a request: sessions, attempts, ties, events, tenants and the audit trail, in `SQLite` or `PostgreSQL`.
//!
//! Every operation may be repeated, so that one whose connection broke is repeated here: nobody knows whether the
//! database has carried it out.

mod again;
mod asked;
mod attempts;
mod audit;
mod database;
mod dead_letters;
mod deliveries;
mod departed;
mod error;
mod events;
mod forwards;
mod kind;
mod lease;
mod looks;
mod migrations;
mod outbox;
mod people;
mod row;
mod sessions;
mod setup_codes;
mod tenant;
mod tenants;
mod ties;

use database::Database;

pub use attempts::Attempts;
pub use audit::{Audit, Entry};
pub use dead_letters::DeadLetter;
pub use deliveries::{DELIVERIES_KEPT, Deliveries, NewDelivery, TakenDelivery};
pub use error::StoreError;
pub use events::{Events, NewEvent, StoredEvent};
pub use forwards::{DEAD_KEPT, DELIVERED_KEPT, Forwards, TakenForward};
pub use kind::Kind;
pub use outbox::NewForward;
pub use people::People;
pub use sessions::{Sessions, StoredSession};
pub use setup_codes::SetupCodes;
pub use tenant::{Account, Condition, Extension, StoredTenant, Token};
pub use tenants::Tenants;
pub use ties::{Tie, Ties};

/// The database. A clone uses the same connections.
#[derive(Clone, Debug)]
pub struct Store(Database);

impl Store {
    /// Connects and brings the tables up to date. `sqlite:FILE` creates the file; `postgres://…` names a database
    /// that exists.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, 8).await
    }

    /// The same with up to so many connections.
    pub async fn connect_with(url: &str, connections: u32) -> Result<Self, StoreError> {
        Database::connect(url, connections).await.map(Self)
    }

    /// Which database it is.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.0.pool).await?;
        Ok(())
    }

    /// Ends all connections, once what is under way has ended.
    pub async fn close(&self) {
        self.0.pool.close().await;
    }

    /// Sessions.
    pub fn sessions(&self) -> Sessions<'_> {
        Sessions(&self.0)
    }

    /// The ledger's rows.
    pub fn attempts(&self) -> Attempts<'_> {
        Attempts(&self.0)
    }

    /// Which contract belongs to which user and record.
    pub fn ties(&self) -> Ties<'_> {
        Ties(&self.0)
    }

    /// What has happened with contracts.
    pub fn events(&self) -> Events<'_> {
        Events(&self.0)
    }

    /// Customers of the partner.
    pub fn tenants(&self) -> Tenants<'_> {
        Tenants(&self.0)
    }

    /// Codes with which administrators enter tokens.
    pub fn setup_codes(&self) -> SetupCodes<'_> {
        SetupCodes(&self.0)
    }

    /// Users by their pseudonym.
    pub fn people(&self) -> People<'_> {
        People(&self.0)
    }

    /// What Oneflow's webhooks have delivered.
    pub fn deliveries(&self) -> Deliveries<'_> {
        Deliveries(&self.0)
    }

    /// What goes to the partner.
    pub fn forwards(&self) -> Forwards<'_> {
        Forwards(&self.0)
    }

    /// The audit trail.
    pub fn audit(&self) -> Audit<'_> {
        Audit(&self.0)
    }
}
